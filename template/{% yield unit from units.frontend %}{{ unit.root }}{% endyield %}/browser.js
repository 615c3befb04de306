import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";

const places = [
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome",
  "/usr/bin/google-chrome-stable",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
];

/** The browser of this machine; without one, Playwright uses its own. */
export const browser = process.env.CHROMIUM_PATH || places.find((place) => existsSync(place));

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  if (!browser) {
    const { status } = spawnSync("npx", ["playwright", "install", "chromium"], {
      stdio: "inherit",
    });
    process.exitCode = status ?? 1;
  } else if (existsSync(browser)) {
    console.log(`The end-to-end tests use ${browser}.`);
  } else {
    console.error(`CHROMIUM_PATH names no file: ${browser}`);
    process.exitCode = 1;
  }
}
