import { execFileSync, spawnSync } from "node:child_process";
import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import * as verifier from "@/draw-verifier/draw.mjs";
import { isGenuine } from "@/lib/waiting-room/draw/beacon";
import { climb, leafOf, leavesOf, levelsOf, pathOf, rootOf } from "@/lib/waiting-room/draw/merkle";
import { permutation } from "@/lib/waiting-room/draw/permutation";
import { hidden, seedOf } from "@/lib/waiting-room/draw/seed";

const file = "draw-verifier/vectors.json";
type Vectors = {
  contents: { person: string; salt: string; content: string }[];
  roots: { contents: string[]; root: string }[];
  seeds: { beacon: string; root: string; count: number; eventId: string; seed: string }[];
  places: { seed: string; count: number; indexes: number[]; places: number[] }[];
  quicknet: { publicKey: string; rounds: { round: number; signature: string; randomness: string }[] };
};
const vectors: Vectors = JSON.parse(readFileSync(file, "utf8"));
const bytes = (hex: string) => Buffer.from(hex, "hex");
const treeOf = (contents: string[]) => levelsOf(leavesOf(Buffer.concat(contents.map(bytes))));

describe("the published vectors come out of the draw and of its verifier alike", () => {
  test.each(vectors.contents)("what stands in the tree for $person", ({ person, salt, content }) => {
    expect(hidden(person, bytes(salt)).toString("hex")).toBe(content);
    expect(verifier.contentOf(person, salt).toString("hex")).toBe(content);
  });

  test.each(vectors.roots)("the root $root", ({ contents, root }) => {
    const levels = treeOf(contents);
    expect(rootOf(levels).toString("hex")).toBe(root);
    expect(verifier.rootOf(contents)).toBe(root);
    for (const [index, content] of contents.entries()) {
      const path = pathOf(levels, index);
      expect(climb(leafOf(bytes(content)), index, contents.length, path)?.toString("hex")).toBe(root);
      const hexes = path.map((each) => each.toString("hex"));
      expect(verifier.rootBy(bytes(content), index, contents.length, hexes)).toBe(root);
      expect(verifier.rootBy(bytes(content), index + 1, contents.length, hexes)).not.toBe(root);
      expect(verifier.rootBy(bytes(content), index, contents.length, [...hexes, root])).toBeUndefined();
    }
  });

  test.each(vectors.seeds)("the seed $seed", ({ seed, ...draw }) => {
    const { eventId, count: size } = draw;
    expect(seedOf({ eventId, size, root: bytes(draw.root), beacon: bytes(draw.beacon) }).toString("hex")).toBe(seed);
    expect(verifier.seedOf(draw)).toBe(seed);
  });

  test.each(vectors.places)("the places among $count", ({ seed, count, indexes, places }) => {
    const place = permutation(bytes(seed), count);
    expect(indexes.map((index) => place(index) + 1)).toEqual(places);
    expect(indexes.map((index) => verifier.placeOf(seed, count, index))).toEqual(places);
  });

  test("the rounds of a real beacon", { timeout: 60_000 }, async () => {
    const { publicKey, rounds } = vectors.quicknet;
    expect(rounds.length).toBeGreaterThan(0);
    for (const { round, signature } of rounds) {
      expect(await isGenuine(publicKey, round, signature)).toBe(true);
      expect(verifier.isSigned(publicKey, round, signature)).toBe(true);
      expect(verifier.isSigned(publicKey, round + 1, signature)).toBe(false);
    }
  });
});

const hasPython = spawnSync("python3", ["--version"]).status === 0;

describe.skipIf(!hasPython)("the script in another language (needs python3)", { timeout: 60_000 }, () => {
  test("works the same vectors out", () => {
    const said = execFileSync("python3", ["draw-verifier/verify_draw.py"], { encoding: "utf8" });
    expect(said).toMatch(/^\d{2} vectors come out the same\n$/);
  });

  const flip = (hex: string) => (hex.startsWith("0") ? "1" : "0").concat(hex.slice(1));
  const alter = <Each extends object>([first, ...rest]: Each[], change: (first: Each) => Partial<Each>) =>
    first ? [{ ...first, ...change(first) }, ...rest] : [];

  test.each([
    ["content", { contents: alter(vectors.contents, ({ content }) => ({ content: flip(content) })) }],
    ["root", { roots: alter(vectors.roots, ({ root }) => ({ root: flip(root) })) }],
    ["seed", { seeds: alter(vectors.seeds, ({ seed }) => ({ seed: flip(seed) })) }],
    ["place", { places: alter(vectors.places, ({ places }) => ({ places: places.map((place) => place + 1) })) }],
  ])("notices a %s that is another", (name, change) => {
    const altered = join(tmpdir(), `vectors-${process.pid}-${name}.json`);
    writeFileSync(altered, JSON.stringify({ ...vectors, ...change }));
    const { status, stdout } = spawnSync("python3", ["draw-verifier/verify_draw.py", altered], { encoding: "utf8" });
    rmSync(altered);
    expect(status, stdout).toBe(1);
    expect(stdout).toContain(name);
  });
});
