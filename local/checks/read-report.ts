import { readFileSync } from "node:fs";
import { relative } from "node:path";
import { stripVTControlCharacters } from "node:util";

/** What failed, by file and test, and the first lines of why. */
export type Failure = { test: string; why: string[] };
export type Counts = { passed: number; failed: number; skipped: number; failures: Failure[] };

const whyLinesMax = 12;
const whyLineMax = 300;

type VitestResult = { status: string; fullName: string; failureMessages?: string[] };

type VitestReport = {
  numPassedTests: number;
  numFailedTests: number;
  numPendingTests: number;
  numTodoTests: number;
  testResults: { name: string; status: string; message?: string; assertionResults: VitestResult[] }[];
};

type PlaywrightSuite = {
  file: string;
  suites?: PlaywrightSuite[];
  specs: { title: string; ok: boolean; tests?: { results: { errors: { message?: string }[] }[] }[] }[];
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
  return {
    ...counts,
    failed: 1,
    failures: [{ test: `the run ended with ${exitCode}, and no test says why`, why: [] }],
  };
}

function count(report: VitestReport | PlaywrightReport | undefined): Counts {
  if (!report) return { passed: 0, failed: 0, skipped: 0, failures: [] };
  if ("stats" in report) {
    const { expected, unexpected, flaky, skipped } = report.stats;
    const failures = [
      ...report.suites.flatMap(failedIn),
      ...report.errors.map((error) => ({ test: "outside of any test", why: linesOf(JSON.stringify(error)) })),
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
      ...broken.map(({ name, message }) => ({ test: `${shown(name)} could not be loaded`, why: linesOf(message) })),
      ...report.testResults.flatMap(({ name, assertionResults }) =>
        assertionResults
          .filter(({ status }) => status === "failed")
          .map(({ fullName, failureMessages = [] }) => ({
            test: `${shown(name)} › ${fullName}`,
            why: linesOf(failureMessages.join("\n")),
          })),
      ),
    ],
  };
}

const failedIn = ({ file, specs, suites = [] }: PlaywrightSuite): Failure[] => [
  ...specs
    .filter(({ ok }) => !ok)
    .map(({ title, tests = [] }) => ({
      test: `${file} › ${title}`,
      why: linesOf(
        tests
          .flatMap(({ results }) => results)
          .flatMap(({ errors }) => errors)
          .map(({ message = "" }) => message)
          .join("\n"),
      ),
    })),
  ...suites.flatMap(failedIn),
];

/** Without colours and the runners' own frames. */
const linesOf = (message = "") =>
  stripVTControlCharacters(message)
    .split("\n")
    .filter((line) => line.trim() !== "" && !line.includes("node_modules"))
    .slice(0, whyLinesMax)
    .map((line) => line.slice(0, whyLineMax));

const shown = (file: string) => relative(process.cwd(), file);

function parse(file: string): VitestReport | PlaywrightReport | undefined {
  try {
    return JSON.parse(readFileSync(file, "utf8")) as VitestReport | PlaywrightReport;
  } catch {
    return undefined;
  }
}
