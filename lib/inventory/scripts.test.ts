import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import luaparse from "luaparse";
import { expect, test } from "vitest";

const folder = join(import.meta.dirname, "scripts");
const files = readdirSync(folder).filter((name) => name.endsWith(".lua"));
const sourceOf = (name: string) => readFileSync(join(folder, name), "utf8");
const parse = (source: string) => luaparse.parse(source, { luaVersion: "5.1", scope: true });

/** What scripts may name without making it: the rest would be a typing error that only shows when its line runs. */
const given = new Set("redis KEYS ARGV tonumber tostring string table math ipairs pairs unpack next select".split(" "));
const names =
  "clock sale hints seats set-seats units holds hold-life lapse lines supply rows find-run two-rows best beside need rules choose releases".split(
    " ",
  );
const fragments = names.map((name) => `${name}.lua`);

test("there are scripts to look at", () => expect(files.length).toBeGreaterThan(fragments.length));

test.each(files)("%s is Lua 5.1, says what it does first, and fits a screen", (name) => {
  const source = sourceOf(name);
  expect(() => parse(source)).not.toThrow();
  expect(source.startsWith("--[[")).toBe(true);
  expect(source.trimEnd().split("\n").length).toBeLessThanOrEqual(80);
});

test.each(files)("%s, with the fragments before it, uses only names that are there", (name) => {
  const before = fragments.includes(name) ? fragments.slice(0, fragments.indexOf(name)) : fragments;
  const { globals } = parse([...before, name].map(sourceOf).join("\n"));
  const unknown = globals?.map((each) => each.name).filter((each) => !given.has(each));
  expect(unknown).toEqual([]);
});

test("a name that is nowhere would be seen", () => {
  const { globals } = parse("local a = 1 return a + b");
  expect(globals?.map(({ name }) => name)).toEqual(["b"]);
});
