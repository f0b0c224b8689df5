import fc from "fast-check";
import { expect, test } from "vitest";
import { type Entry, Heap } from "./heap";

const inOrder = (a: Entry, b: Entry) => a.dueAt - b.dueAt || a.seq - b.seq;

test("entries come out earliest first, then as accepted, however they went in", () => {
  const times = fc.array(fc.integer({ min: 0, max: 9 }), { maxLength: 60 });
  fc.assert(
    fc.property(times, (dueAts) => {
      const entries = dueAts.map((dueAt, seq) => ({ id: String(seq), dueAt, seq }));
      const heap = new Heap();
      for (const entry of [...entries].reverse()) heap.push(entry);
      expect(heap.size).toBe(entries.length);
      expect(entries.map(() => heap.shift())).toEqual([...entries].sort(inOrder));
      expect(heap.shift()).toBeUndefined();
    }),
    { seed: 20_261_122 },
  );
});

test("looking at the first takes nothing away", () => {
  const heap = new Heap();
  heap.push({ id: "later", dueAt: 2, seq: 1 });
  heap.push({ id: "sooner", dueAt: 1, seq: 2 });
  expect(heap.first()?.id).toBe("sooner");
  expect([heap.shift()?.id, heap.shift()?.id]).toEqual(["sooner", "later"]);
});
