import { appendFileSync, existsSync, mkdtempSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { openJournal } from "./journal";

type Shape = { fruits: { kilos: number }; notes: string };

const newFolder = () => mkdtempSync(join(tmpdir(), "journal-"));
const open = (folder: string, compactEveryBytes = 1_000_000) =>
  openJournal<Shape>({ folder, collections: ["fruits", "notes"], compactEveryBytes });
const fileOf = (folder: string) => join(folder, "journal.jsonl");

test("what was committed is there for whoever opens the folder next, without a word of goodbye", () => {
  const folder = newFolder();
  const first = open(folder);
  first.commit([
    ["fruits", "apple", { kilos: 2 }],
    ["notes", "a", "ripe"],
  ]);
  first.commit([["fruits", "apple", { kilos: 3 }]]);
  first.commit([["notes", "a", null]]);
  const { fruits, notes } = open(folder).collections;
  expect([...fruits]).toEqual([["apple", { kilos: 3 }]]);
  expect(notes.size).toBe(0);
});

test("a commit cut anywhere is not there at all, and the commits around it are", () => {
  const folder = newFolder();
  open(folder).commit([["notes", "before", "kept"]]);
  const whole = readFileSync(fileOf(folder));
  open(folder).commit([
    ["notes", "one", "half"],
    ["notes", "two", "half"],
  ]);
  const line = readFileSync(fileOf(folder)).subarray(whole.length);
  for (let length = 0; length < line.length; length++) {
    writeFileSync(fileOf(folder), Buffer.concat([whole, line.subarray(0, length)]));
    const journal = open(folder);
    expect([...journal.collections.notes.keys()]).toEqual(["before"]);
  }
  writeFileSync(fileOf(folder), Buffer.concat([whole, line]));
  expect([...open(folder).collections.notes.keys()]).toEqual(["before", "one", "two"]);
});

test("a line that cannot be read is skipped, wherever it stands", () => {
  const folder = newFolder();
  open(folder).commit([["notes", "a", "first"]]);
  appendFileSync(fileOf(folder), "not json\n");
  appendFileSync(fileOf(folder), '[["notes","b","second"]]\n');
  expect([...open(folder).collections.notes.values()]).toEqual(["first", "second"]);
});

test("the file does not grow with what is no longer there", () => {
  const folder = newFolder();
  const journal = open(folder, 10_000);
  for (let index = 0; index < 5_000; index++) journal.commit([["notes", "same", `value ${index}`]]);
  expect(statSync(fileOf(folder)).size).toBeLessThan(11_000);
  expect(existsSync(`${fileOf(folder)}.new`)).toBe(false);
  expect([...open(folder).collections.notes]).toEqual([["same", "value 4999"]]);
});

test("an entry forgotten in memory is gone after the next compaction", () => {
  const folder = newFolder();
  const journal = open(folder);
  journal.commit([
    ["notes", "old", "x"],
    ["notes", "new", "y"],
  ]);
  journal.collections.notes.delete("old");
  journal.compact();
  expect([...open(folder).collections.notes.keys()]).toEqual(["new"]);
});
