import { readFileSync } from "node:fs";
import { relative } from "node:path";

/** `failures` names what failed: file and test. */
export type Counts = { passed: number; failed: number; skipped: number; failures: string[] };

type VitestReport = {
  numPassedTests: number;
  numFailedTests: number;
  numPendingTests: number;
  numTodoTests: number;
  testResults: { name: string; status: string; assertionResults: { status: string; fullName: string }[] }[];
};

type PlaywrightSuite = {
  file: string;
  suites?: PlaywrightSuite[];
  specs: { title: string; ok: boolean }[];
};

type PlaywrightReport = {
  stats: { expected: number; unexpected: number; flaky: number; skipped: number };
  errors: unknown[];
  suites: PlaywrightSuite[];
};

/** Counts a runner's JSON report. A run that ended badly never counts as free of failures, whatever its report says. */
export function readReport(file: string, exitCode: number): Counts {
  const counts = count(parse(file));
  if (exitCode === 0 || counts.failed > 0) return counts;
  return { ...counts, failed: 1, failures: [`the run ended with ${exitCode}, and no test says why`] };
}

function count(report: VitestReport | PlaywrightReport | undefined): Counts {
  if (!report) return { passed: 0, failed: 0, skipped: 0, failures: [] };
  if ("stats" in report) {
    const { expected, unexpected, flaky, skipped } = report.stats;
    const failures = [
      ...report.suites.flatMap(failedIn),
      ...report.errors.map((error) => JSON.stringify(error).slice(0, 200)),
    ];
    return { passed: expected + flaky, failed: unexpected + report.errors.length, skipped, failures };
  }
  // A file that could not be loaded has no tests to fail, so it fails itself.
  const broken = report.testResults.filter(
    ({ status, assertionResults }) => status === "failed" && !assertionResults.some((test) => test.status === "failed"),
  );
  return {
    passed: report.numPassedTests,
    failed: report.numFailedTests + broken.length,
    skipped: report.numPendingTests + report.numTodoTests,
    failures: [
      ...broken.map(({ name }) => `${shown(name)} could not be loaded`),
      ...report.testResults.flatMap(({ name, assertionResults }) =>
        assertionResults
          .filter(({ status }) => status === "failed")
          .map(({ fullName }) => `${shown(name)} › ${fullName}`),
      ),
    ],
  };
}

const failedIn = ({ file, specs, suites = [] }: PlaywrightSuite): string[] => [
  ...specs.filter(({ ok }) => !ok).map(({ title }) => `${file} › ${title}`),
  ...suites.flatMap(failedIn),
];

const shown = (file: string) => relative(process.cwd(), file);

function parse(file: string): VitestReport | PlaywrightReport | undefined {
  try {
    return JSON.parse(readFileSync(file, "utf8")) as VitestReport | PlaywrightReport;
  } catch {
    return undefined;
  }
}
