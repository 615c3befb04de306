// Each .feature file has its steps in the test file beside it.
import { readdirSync } from "node:fs";

const features = readdirSync("tests", { recursive: true, encoding: "utf8" })
  .filter((name) => name.endsWith(".feature"))
  .map((name) => `tests/${name.replaceAll("\\", "/")}`);

export default { paths: features, import: features.map((name) => name.replace(/\.feature$/, ".test.ts")) };
