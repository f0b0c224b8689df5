import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { checkOwn } from "./check-own";

const vectors = JSON.parse(readFileSync("draw-verifier/vectors.json", "utf8"));
const [mine] = vectors.contents;

test("a lone person's receipt leads to the root, and to the place that the published vectors give", async () => {
  const root = createHash("sha256")
    .update(Buffer.concat([Buffer.of(0), Buffer.from(mine.content, "hex")]))
    .digest("hex");
  const receipt = { index: 0, person: mine.person, salt: mine.salt, path: [], place: null };
  const told = { eventId: "e", count: 1, root, beacon: null, seed: null };
  expect(await checkOwn(told, receipt)).toEqual({ stands: true, seed: undefined, place: undefined });
  expect((await checkOwn(told, { ...receipt, person: "another" })).stands).toBe(false);
  expect((await checkOwn(told, { ...receipt, path: [root] })).stands).toBe(false);
});

type Seed = { eventId: string; count: number; root: string; beacon: string; seed: string };
const seeds: Seed[] = vectors.seeds;

test.each(seeds)("the seed $seed follows from its value, and not from another", async ({ seed, ...told }) => {
  const receipt = { index: 0, person: mine.person, salt: mine.salt, path: [], place: null };
  expect((await checkOwn({ ...told, seed }, receipt)).seed).toBe(true);
  expect((await checkOwn({ ...told, seed, count: told.count + 1 }, receipt)).seed).toBe(false);
});
