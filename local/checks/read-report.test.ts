import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { readReport } from "./read-report";
import { hasFailed, summarize } from "./tally";

const folder = mkdtempSync(join(tmpdir(), "report-"));
afterAll(() => rmSync(folder, { recursive: true }));

function reportOf(report: unknown): string {
  const file = join(folder, "report.json");
  writeFileSync(file, typeof report === "string" ? report : JSON.stringify(report));
  return file;
}

const vitest = { numPassedTests: 5, numFailedTests: 0, numPendingTests: 1, numTodoTests: 0, testResults: [] };

test("tests are counted as each runner reports them", () => {
  expect(readReport(reportOf(vitest), 0)).toEqual({ passed: 5, failed: 0, skipped: 1 });
  const playwright = { stats: { expected: 3, unexpected: 2, flaky: 1, skipped: 4 }, errors: [] };
  expect(readReport(reportOf(playwright), 1)).toEqual({ passed: 4, failed: 2, skipped: 4 });
});

test("a test file that cannot be loaded counts as one failure", () => {
  const file = { status: "failed", assertionResults: [] };
  expect(readReport(reportOf({ ...vitest, testResults: [file] }), 1)).toMatchObject({ passed: 5, failed: 1 });
});

test.each([
  ["without a report", "never written"],
  ["with a cut-off report", "{"],
  ["although every test passed", vitest],
])("a run that ends badly %s counts as a failure", (_, report) => {
  expect(readReport(reportOf(report), 1).failed).toBe(1);
});

test("the last line sums all runners", () => {
  const tallies = [
    { name: "unit", passed: 10, failed: 0, skipped: 0, seconds: 1 },
    { name: "e2e", passed: 2, failed: 1, skipped: 3, seconds: 2 },
  ];
  expect(summarize(tallies, ["platform"]).split("\n").at(-1)).toBe("12 passed, 1 failed");
  expect(hasFailed(tallies)).toBe(true);
  expect(hasFailed(tallies.slice(0, 1))).toBe(false);
});
