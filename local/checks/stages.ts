import { findChromium } from "../browser/find-chromium";
import { nextDir, tool } from "../project";
import { clearState } from "../run-platform";
import { type Stack, startStack } from "../stack/start-stack";
import type { Environment } from "../supervisor/part";
import type { Supervisor } from "../supervisor/supervisor";
import { runCheck, runPlaywright, runVitest } from "./run-suite";
import type { Tally } from "./tally";

export const stageNames = ["static", "unit", "integration", "e2e", "platform"] as const;
export type StageName = (typeof stageNames)[number];

type Run = { supervisor: Supervisor; words: readonly string[]; tallies: Tally[]; openStack: () => Promise<Stack> };

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
    tallies.push(await runVitest(supervisor, "integration", words, testEnvironment(supervisor, stack)));
  },
  e2e: async ({ supervisor, words, tallies, openStack }) => {
    const [stack, chromium] = await Promise.all([openStack(), findChromium(say)]);
    const environment = { ...testEnvironment(supervisor, stack), CHROMIUM_PATH: chromium };
    tallies.push(await runPlaywright(supervisor, words, environment));
  },
  // Starts platforms of its own, so it must not see this one.
  platform: async ({ supervisor, words, tallies }) => {
    tallies.push(await runVitest(supervisor, "platform", words));
  },
};

/** One stack for all stages that want one, on empty data; it ends with the supervisor. */
export function stackOnce(supervisor: Supervisor): () => Promise<Stack> {
  let stack: Promise<Stack> | undefined;
  const open = async () => {
    console.log("\n> stack");
    await clearState(supervisor.place.stateDir);
    return startStack(supervisor, { mode: "production", isTest: true, instances: 1, mayBuild: true, say });
  };
  return () => {
    stack ??= open();
    return stack;
  };
}

/** What the app was given, and the addresses at which a test looks behind it. */
function testEnvironment(supervisor: Supervisor, { file, environment }: Stack): Environment {
  const { services, redisUrl, organizerApiKey } = file;
  return {
    ...environment,
    REDIS_URL: redisUrl,
    STACK_FILE: supervisor.place.stackFile,
    NEXT_DIST_DIR: nextDir(supervisor.place.stateDir),
    HOLDFAST_URL: services.app.url,
    HOLDFAST_DEMO_API_KEY: organizerApiKey,
    STRIPE_LOCAL_URL: services.stripe.url,
    QSTASH_LOCAL_URL: services.qstash.url,
    MAIL_LOCAL_URL: services.mail.url,
  };
}

const say = (line: string) => console.log(`  ${line}`);
