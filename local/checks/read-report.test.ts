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
  expect(readReport(reportOf(vitest), 0)).toEqual({ passed: 5, failed: 0, skipped: 1, failures: [] });
  const playwright = { stats: { expected: 3, unexpected: 2, flaky: 1, skipped: 4 }, errors: [], suites: [] };
  expect(readReport(reportOf(playwright), 1)).toMatchObject({ passed: 4, failed: 2, skipped: 4 });
});

test("what failed is named with its reason, as each runner reports it", () => {
  const message = "AssertionError: expected 99 to be 100\n    at sale.test.ts:3\n    at node_modules/vitest/run.js:1";
  const tests = [
    { status: "failed", fullName: "a sale sells", failureMessages: [message] },
    { status: "passed", fullName: "a sale ends" },
  ];
  const file = { name: join(process.cwd(), "tests/sale.test.ts"), status: "failed", assertionResults: tests };
  const failed = reportOf({ ...vitest, numFailedTests: 1, testResults: [file] });
  expect(readReport(failed, 1).failures).toEqual([
    {
      test: "tests/sale.test.ts › a sale sells",
      why: ["AssertionError: expected 99 to be 100", "    at sale.test.ts:3"],
    },
  ]);
  const results = [{ errors: [{ message: "\u001b[31mno button\u001b[39m" }] }];
  const inner = { file: "fan.spec.ts", specs: [{ title: "buys", ok: false, tests: [{ results }] }] };
  const suites = [{ file: "fan.spec.ts", specs: [{ title: "reads", ok: true }], suites: [inner] }];
  const stats = { expected: 1, unexpected: 1, flaky: 0, skipped: 0 };
  expect(readReport(reportOf({ stats, errors: [], suites }), 1).failures).toEqual([
    { test: "fan.spec.ts › buys", why: ["no button"] },
  ]);
});

test("a test file that cannot be loaded counts as one failure", () => {
  const file = { name: "broken.test.ts", status: "failed", message: "no such module", assertionResults: [] };
  const counts = readReport(reportOf({ ...vitest, testResults: [file] }), 1);
  const failures = [{ test: "broken.test.ts could not be loaded", why: ["no such module"] }];
  expect(counts).toMatchObject({ passed: 5, failed: 1, failures });
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
    { name: "unit", passed: 10, failed: 0, skipped: 0, seconds: 1, failures: [] },
    {
      name: "e2e",
      passed: 2,
      failed: 1,
      skipped: 3,
      seconds: 2,
      failures: [{ test: "fan.spec.ts › buys", why: ["no button"] }],
    },
  ];
  const lines = summarize(tallies, ["platform"]).split("\n");
  const at = lines.indexOf("  ✗ e2e › fan.spec.ts › buys");
  expect(lines[at + 1]).toBe("    | no button");
  expect(lines.at(-1)).toBe("12 passed, 1 failed");
  expect(hasFailed(tallies)).toBe(true);
  expect(hasFailed(tallies.slice(0, 1))).toBe(false);
});
