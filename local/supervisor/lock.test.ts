import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { takeLock } from "./lock";

let folder = "";
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "lock-"));
});
afterEach(() => rmSync(folder, { recursive: true }));

const lockFile = () => join(folder, "lock.json");

test("the first start holds the lock and the second learns who does", async () => {
  expect(await takeLock(lockFile(), "one", folder)).toEqual({ ok: true });
  const second = await takeLock(lockFile(), "two", folder);
  expect(second).toMatchObject({ ok: false, holder: { id: "one", pid: process.pid } });
});

test("of many starts at once exactly one holds it", async () => {
  const outcomes = await Promise.all(
    Array.from({ length: 20 }, (_, index) => takeLock(lockFile(), `${index}`, folder)),
  );
  expect(outcomes.filter(({ ok }) => ok)).toHaveLength(1);
});

test.each([
  ["whose number belongs to another process now", JSON.stringify({ id: "old", pid: process.pid, startedAt: "then" })],
  ["whose process is gone", JSON.stringify({ id: "old", pid: 2 ** 22 - 1, startedAt: "then" })],
  ["that was cut off while it was written", "{"],
])("a lock %s is taken over", async (_, left) => {
  writeFileSync(lockFile(), left);
  expect(await takeLock(lockFile(), "new", folder)).toEqual({ ok: true });
  expect(JSON.parse(readFileSync(lockFile(), "utf8"))).toMatchObject({ id: "new" });
});
