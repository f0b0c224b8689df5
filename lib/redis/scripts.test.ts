import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import luaparse from "luaparse";
import { expect, test } from "vitest";

/** Scripts by their domain, and the fragments they share, in the order they build on one another. */
const domains = {
  inventory:
    "sale hints seats set-seats units holds hold-life lapse lines own supply rows find-run two-rows best beside need rules choose releases",
  "waiting-room": "lanes room people calls holes share number link challenge again",
};

const read = (...path: string[]) => readFileSync(join(import.meta.dirname, "..", ...path), "utf8");
const clock = read("redis", "clock.lua");
const parse = (source: string) => luaparse.parse(source, { luaVersion: "5.1", scope: true });

const scripts = Object.entries(domains).flatMap(([domain, shared]) => {
  const sourceOf = (name: string) => read(domain, "scripts", `${name}.lua`);
  const fragments = shared.split(" ");
  const names = readdirSync(join(import.meta.dirname, "..", domain, "scripts")).map((file) => file.replace(".lua", ""));
  return names.map((name) => {
    const before = fragments.includes(name) ? fragments.slice(0, fragments.indexOf(name)) : fragments;
    return { name: `${domain}/${name}`, source: sourceOf(name), before: [clock, ...before.map(sourceOf)] };
  });
});

/** What scripts may name without making it: the rest would be a typing error that only shows when its line runs. */
const given = new Set("redis KEYS ARGV tonumber tostring string table math ipairs pairs unpack next select".split(" "));

test("there are scripts of each domain to look at", () => {
  for (const [domain, shared] of Object.entries(domains)) {
    const own = scripts.filter(({ name }) => name.startsWith(domain));
    expect(own.length).toBeGreaterThan(shared.split(" ").length);
  }
});

test.each([{ name: "clock", source: clock }, ...scripts])(
  "$name is Lua 5.1, says what it does first, and fits a screen",
  ({ source }) => {
    expect(() => parse(source)).not.toThrow();
    expect(source.startsWith("--[[")).toBe(true);
    expect(source.trimEnd().split("\n").length).toBeLessThanOrEqual(80);
  },
);

test.each(scripts)("$name, with the fragments before it, uses only names that are there", ({ source, before }) => {
  const { globals } = parse([...before, source].join("\n"));
  const unknown = globals?.map((each) => each.name).filter((each) => !given.has(each));
  expect(unknown).toEqual([]);
});

test("a name that is nowhere would be seen", () => {
  const { globals } = parse("local a = 1 return a + b");
  expect(globals?.map(({ name }) => name)).toEqual(["b"]);
});
