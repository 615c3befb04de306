// Scenarios of tests/**/*.feature for the forms of this folder. Cucumber runs them; Vitest lists them, and asks Cucumber.
import { execFileSync } from "node:child_process";

type Step = (this: unknown) => unknown;
type Register = (text: string, step: Step) => void;
type Steps = (keywords: { Given: Register; When: Register; Then: Register }) => void;

const inVitest = process.env.VITEST !== undefined;
const vitest = inVitest ? await import("vitest") : undefined;
const cucumber = inVitest ? undefined : await import("@cucumber/cucumber");
const known = new Map<string, { step: Step; isPending: boolean }>();

/** The same words are one step, wherever they stand; one that is written counts before one that is pending. */
function register(isPending: boolean): Register {
  return (text, step) => {
    const former = known.get(text);
    if (!former || former.isPending)
      known.set(text, { step: isPending ? () => "pending" : step, isPending });
    const pattern = new RegExp(`^${text.replace(/[.*+?^${}()|[\]\\/]/g, "\\$&")}$`);
    if (!former)
      cucumber?.defineStep(pattern, function (this: unknown) {
        return known.get(text)?.step.call(this);
      });
  };
}

function define(steps: Steps, isPending: boolean): void {
  const keyword = register(isPending);
  steps({ Given: keyword, When: keyword, Then: keyword });
}

function ask(title: string): void {
  const name = `^${title.split(" ")[0]} `;
  const environment = { ...process.env, VITEST: undefined, NODE_OPTIONS: "--import tsx" };
  execFileSync("npx", ["cucumber-js", "--name", name], { env: environment, stdio: "inherit" });
}

/** The steps of a task's scenarios, whose names begin with its id; pending as long as `.skip` stands. */
export function test(title: string, steps: Steps): void {
  if (vitest) vitest.test(title, () => ask(title), 60_000);
  else define(steps, false);
}

test.skip = (title: string, steps: Steps): void => {
  if (vitest) vitest.test.skip(title, () => undefined);
  else define(steps, true);
};
