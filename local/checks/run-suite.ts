import { rmSync } from "node:fs";
import { join } from "node:path";
import { tool } from "../project";
import { inherited } from "../stack/environment";
import type { Environment } from "../supervisor/part";
import type { Supervisor } from "../supervisor/supervisor";
import { readReport } from "./read-report";
import type { Tally } from "./tally";

export type Command = { name: string; command: [string, ...string[]]; environment?: Environment };

const limitMs = 30 * 60_000;

/** A command that passes or fails as a whole. */
export async function runCheck(supervisor: Supervisor, check: Command): Promise<Tally> {
  const { code, seconds } = await runToEnd(supervisor, check);
  const found =
    code === 0
      ? { passed: 1, failed: 0, failures: [] }
      : { passed: 0, failed: 1, failures: [{ test: "found faults", why: [] }] };
  return { name: check.name, ...found, skipped: 0, seconds };
}

/** One project of vitest. */
export function runVitest(
  supervisor: Supervisor,
  project: string,
  words: readonly string[],
  environment: Environment = {},
) {
  const report = reportFile(supervisor, project);
  const reporters = ["--reporter=default", "--reporter=json", `--outputFile.json=${report}`];
  const command = [...tool("vitest"), "run", "--project", project, ...reporters, ...words] satisfies Command["command"];
  return runSuite(supervisor, { name: project, command, environment }, report);
}

/** One project of Playwright. */
export function runPlaywright(
  supervisor: Supervisor,
  project: string,
  words: readonly string[],
  environment: Environment,
) {
  const report = reportFile(supervisor, project);
  const command = [
    ...tool("playwright"),
    ...["test", `--project=${project}`, "--reporter=list,json", ...words],
  ] satisfies Command["command"];
  return runSuite(
    supervisor,
    { name: project, command, environment: { ...environment, PLAYWRIGHT_JSON_OUTPUT_FILE: report } },
    report,
  );
}

async function runSuite(supervisor: Supervisor, suite: Command, report: string): Promise<Tally> {
  rmSync(report, { force: true });
  const { code, seconds } = await runToEnd(supervisor, suite);
  return { name: suite.name, ...readReport(report, code), seconds };
}

async function runToEnd(supervisor: Supervisor, { name, command, environment }: Command) {
  console.log(`\n> ${name}`);
  const startedAt = Date.now();
  const env = { ...inherited(process.env), ...(process.stdout.isTTY && { FORCE_COLOR: "1" }), ...environment };
  const code = await supervisor.exitCode({ name, command, env, echo: (chunk) => process.stdout.write(chunk) }, limitMs);
  return { code, seconds: (Date.now() - startedAt) / 1_000 };
}

const reportFile = (supervisor: Supervisor, name: string) => join(supervisor.place.stateDir, "logs", `${name}.json`);
