import { mkdtempSync, readFileSync, rmSync, statSync, writeSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { Log } from "./log";

test("a log stays under its limit and keeps one older part", () => {
  const folder = mkdtempSync(join(tmpdir(), "log-"));
  const log = new Log(join(folder, "deep", "part.log"));
  writeSync(log.descriptor, "old\n".repeat(100));
  log.shorten(100);
  writeSync(log.descriptor, "first\nsecond\n");

  expect(statSync(log.path).size).toBe(13);
  expect(readFileSync(`${log.path}.1`, "utf8")).toContain("old");
  expect(log.lastLines(1)).toBe("second");
  rmSync(folder, { recursive: true });
});
