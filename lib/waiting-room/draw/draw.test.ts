import { createHash, createHmac } from "node:crypto";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { climb, leafOf, leavesOf, levelsOf, pathOf, rootOf } from "./merkle";
import { permutation } from "./permutation";
import { hidden, seedOf } from "./seed";
import { manyHmacs } from "./sha256";
import { contentOf, contentsOf } from "./tree";

const bytes = (text: string) => createHash("sha256").update(text).digest();
const range = (size: number) => Array.from({ length: size }, (_, index) => index);

describe("the permutation", () => {
  test("gives every place once, whatever the seed and however many there are", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 600 }), fc.string(), (size, text) => {
        const places = range(size).map(permutation(bytes(text), size));
        expect(places.toSorted((a, b) => a - b)).toEqual(range(size));
      }),
      { numRuns: 60, seed: 20_261_122 },
    );
  });

  test("knows nothing of who came first", () => {
    const size = 100_000;
    const places = range(size).map(permutation(bytes("a beacon"), size));
    const mean = (size - 1) / 2;
    const covariance = places.reduce((sum, place, index) => sum + (place - mean) * (index - mean), 0) / size;
    expect(Math.abs(covariance / ((size * size - 1) / 12))).toBeLessThan(0.02);
  });

  test("is another one with another seed", () => {
    const [one, other] = ["a", "b"].map((text) => range(100).map(permutation(bytes(text), 100)));
    expect(one).not.toEqual(other);
  });

  test.each([0, -1, 1.5, 2 ** 50])("nobody draws among %d", (size) => {
    expect(() => permutation(bytes("a"), size)).toThrow();
  });

  test.each([-1, 10, 0.5])("index %d of ten has no place", (index) => {
    expect(() => permutation(bytes("a"), 10)(index)).toThrow();
  });
});

describe("many persons, hashed in the same memory,", () => {
  const text = fc.string({ unit: "binary-ascii", maxLength: 100 });
  const key = fc.uint8Array({ minLength: 16, maxLength: 16 });

  test("have the HMACs that node's own makes, whatever came before", () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(key, text), { maxLength: 20 }), (asked) => {
        const hmacs = manyHmacs();
        const ours = asked.map(([bytes, name]) => {
          hmacs.setKey(Buffer.from(bytes).toString("latin1"));
          return Buffer.from(hmacs.of(name), "latin1").toString("hex");
        });
        expect(ours).toEqual(asked.map(([bytes, name]) => createHmac("sha256", bytes).update(name).digest("hex")));
      }),
      { numRuns: 200, seed: 20_261_123 },
    );
  });

  test("stand in the tree for what each of them does alone", () => {
    const saltKey = bytes("salt").toString("hex");
    const persons = range(50).map((index) => bytes(`person ${index}`).toString("base64url").slice(0, 22));
    const alone = persons.map((person) => contentOf(saltKey, person).toString("latin1"));
    expect(persons.map(contentsOf(saltKey))).toEqual(alone);
    expect(persons.map(contentsOf(bytes("pepper").toString("hex")))).not.toEqual(alone);
  });
});

const treeOf = (size: number) =>
  levelsOf(leavesOf(Buffer.concat(range(size).map((index) => bytes(`person ${index}`)))));

describe("the tree", () => {
  test("has the roots that RFC 6962's own tree has", () => {
    // Test vectors of the reference implementation (google/certificate-transparency, merkletree tests).
    const inputs = ["", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f"];
    const root = (size: number) =>
      rootOf(levelsOf(Buffer.concat(inputs.slice(0, size).map((hex) => leafOf(Buffer.from(hex, "hex"))))));
    expect(root(0).toString("hex")).toBe("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    expect(root(1).toString("hex")).toBe("6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d");
    expect(root(3).toString("hex")).toBe("aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77");
    expect(root(8).toString("hex")).toBe("5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328");
  });

  test("every leaf leads to the root by its path, and no other leaf or path does", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 200 }), fc.nat(), (size, any) => {
        const [levels, index] = [treeOf(size), any % size];
        const [leaf, path] = [leafOf(bytes(`person ${index}`)), pathOf(levels, index)];
        expect(climb(leaf, index, size, path)).toEqual(rootOf(levels));
        expect(climb(leafOf(bytes("nobody")), index, size, path)).not.toEqual(rootOf(levels));
        expect(climb(leaf, index, size, [...path, bytes("more")])).toBeUndefined();
        if (size > 1) expect(climb(leaf, (index + 1) % size, size, path)).not.toEqual(rootOf(levels));
      }),
      { numRuns: 100, seed: 20_261_122 },
    );
  });
});

describe("the seed", () => {
  const draw = { eventId: "event-1", root: bytes("root"), size: 1000, beacon: bytes("beacon") };
  test.each([
    ["event", { eventId: "event-2" }],
    ["root", { root: bytes("another") }],
    ["number of people", { size: 1001 }],
    ["beacon", { beacon: bytes("another") }],
  ])("is another one with another %s", (_, change) => {
    expect(seedOf({ ...draw, ...change })).not.toEqual(seedOf(draw));
  });

  test("who a person is takes their salt to see", () => {
    expect(hidden("v_1", bytes("salt"))).not.toEqual(hidden("v_1", bytes("pepper")));
  });
});
