import { randomInt } from "node:crypto";
import { findChromium } from "../browser/find-chromium";
import { nextDir, tool } from "../project";
import { clearState } from "../run-platform";
import { provideBuild } from "../stack/build";
import { type Stack, startStack } from "../stack/start-stack";
import type { Supervisor } from "../supervisor/supervisor";
import { runCheck, runPlaywright, runVitest } from "./run-suite";
import type { Tally } from "./tally";
import { testEnvironment } from "./test-environment";

export type StageName =
  | "static"
  | "unit"
  | "model"
  | "integration"
  | "e2e"
  | "platform"
  | "deep"
  | "recovery"
  | "plants"
  | "cluster"
  | "long-model"
  | "drivers"
  | "accessibility"
  | "screens";

type Run = { supervisor: Supervisor; words: readonly string[]; tallies: Tally[]; openStack: OpenStack };

/** Whoever opens it first says what its parts are given besides. */
type OpenStack = (environment?: Record<string, string>) => Promise<Stack>;

const secondDriver = { DATABASE_DRIVER: "pg" };

/** What these show is Redis's or the door's: the same with either driver. */
const withoutPostgres = [
  ...["api-document", "cache", "edge-budget", "http-gate", "http-languages", "http-limits", "http-public"],
  ...["inventory-calls", "inventory-expiry", "inventory-holds", "inventory-keys", "inventory-outage"],
  ...["inventory-oversell", "inventory-releases", "inventory-reserve", "inventory-scripts"],
  ...["challenge", "draw-vectors", "rate-limit", "seats-lapse", "seats-reserve", "unattended", "webhook-door"],
  ...["", "-again", "-forged", "-modes", "-plain", "-processes", "-scripts"].map((part) => `waiting-room${part}`),
].flatMap((name) => ["--exclude", `tests/integration/${name}.test.ts`]);
/** Sequences of the model test where time allows them. */
const longModelRuns = "400";

/** Each adds what it found; a failed stage does not keep the next one from telling what it finds. */
export const stages: Record<StageName, (run: Run) => Promise<void>> = {
  static: async ({ supervisor, tallies }) => {
    const checks = [
      { name: "biome", words: ["ci"] },
      { name: "tsc", words: [] },
      { name: "knip", words: [] },
    ];
    for (const { name, words } of checks) {
      tallies.push(await runCheck(supervisor, { name, command: [...tool(name), ...words] }));
    }
  },
  unit: async ({ supervisor, words, tallies }) => {
    tallies.push(await runVitest(supervisor, "unit", words));
  },
  integration: async ({ supervisor, words, tallies, openStack }) => {
    const stack = await openStack();
    tallies.push(await runVitest(supervisor, "integration", words, environmentOf(supervisor, stack)));
  },
  e2e: inBrowser("e2e"),
  // One page at a time, as it runs beside others; on the stack of the second driver, as that comes next.
  accessibility: inBrowser("accessibility", { words: ["--workers=1"], environment: secondDriver }),
  screens: inBrowser("screens"),
  // Starts platforms of its own, so it must not see this one.
  platform: async ({ supervisor, words, tallies }) => {
    tallies.push(await runVitest(supervisor, "platform", words));
  },
  model: async ({ supervisor, words, tallies }) => {
    tallies.push(await runVitest(supervisor, "model", words));
  },
  "long-model": async ({ supervisor, words, tallies }) => {
    const found = await runVitest(supervisor, "model", words, {
      MODEL_RUNS: longModelRuns,
      MODEL_SEED: String(randomInt(2 ** 30)),
    });
    tallies.push({ ...found, name: "long-model" });
  },
  deep: onOwnPlatforms("deep"),
  recovery: onOwnPlatforms("recovery"),
  plants: onOwnPlatforms("plants"),
  cluster: async (run) => {
    const { supervisor, words, tallies } = run;
    await onOwnPlatforms("cluster")(run);
    if (words.length > 0) return;
    const found = await runVitest(supervisor, "model", ["inventory", "seats"], { MODEL_CLUSTER: "yes" });
    tallies.push({ ...found, name: "cluster-model" });
  },
  drivers: async ({ supervisor, words, tallies, openStack }) => {
    const stack = await openStack(secondDriver);
    const chosen = words.length > 0 ? words : ["tests/integration", ...withoutPostgres];
    const found = await runVitest(supervisor, "integration", chosen, environmentOf(supervisor, stack));
    tallies.push({ ...found, name: "drivers" });
  },
};

/** They would build side by side otherwise, all into one folder. */
function onOwnPlatforms(project: string) {
  return async ({ supervisor, words, tallies }: Run) => {
    await provideBuild({ supervisor, distDir: nextDir(supervisor.place.stateDir), mayBuild: true, say });
    tallies.push(await runVitest(supervisor, project, words));
  };
}

type Given = { words?: readonly string[]; environment?: Record<string, string> };

function inBrowser(project: string, given: Given = {}) {
  return async ({ supervisor, words, tallies, openStack }: Run) => {
    const [stack, chromium] = await Promise.all([openStack(given.environment), findChromium(say)]);
    const environment = { ...environmentOf(supervisor, stack), CHROMIUM_PATH: chromium };
    tallies.push(await runPlaywright(supervisor, project, [...(given.words ?? []), ...words], environment));
  };
}

/** One stack for all stages that want one, on empty data; it ends with the supervisor. */
export function stackOnce(supervisor: Supervisor): OpenStack {
  let stack: Promise<Stack> | undefined;
  const open = async (environment: Record<string, string>) => {
    console.log("\n> stack");
    await clearState(supervisor.place.stateDir);
    return startStack(supervisor, { mode: "production", isTest: true, instances: 1, mayBuild: true, say, environment });
  };
  return (environment = {}) => {
    stack ??= open(environment);
    return stack;
  };
}

const environmentOf = ({ place }: Supervisor, stack: Stack) =>
  testEnvironment(place.stackFile, nextDir(place.stateDir), stack);

const say = (line: string) => console.log(`  ${line}`);
