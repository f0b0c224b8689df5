import { expect, test } from "vitest";
import { snapshot } from "@/lib/inventory/snapshot";
import { granted } from "../fixtures/granted";
import { anEventIn, askFor, best, seatsIn, these } from "../fixtures/hall";
import { rawRedis } from "../fixtures/stack";
import type { World } from "../fixtures/world";

type Outcome = Awaited<ReturnType<typeof askFor>>;

const kindsOf = (outcomes: Outcome[]) => outcomes.map((each) => (each.ok ? "held" : each.problem.kind));
const seatsOf = (outcomes: Outcome[]) => outcomes.flatMap((each) => (each.ok ? seatsIn(each.value) : []));

/** What is held is what its fans were told, seat by seat. */
async function expectExact({ eventId, typeId }: World, outcomes: Outcome[], capacity: number) {
  const seats = seatsOf(outcomes);
  expect(new Set(seats).size).toBe(seats.length);
  const counts = granted(await snapshot(eventId)).types[typeId];
  expect(counts).toMatchObject({ capacity, held: seats.length, available: capacity - seats.length });
  const text = (await rawRedis().get(`inv:{${eventId}}:seats`)) ?? "";
  expect(text.split("A").length - 1).toBe(seats.length);
}

/** More by flag, where time allows. */
const rounds = Array.from({ length: Number(process.env.OVERSELL_ROUNDS ?? 5) }, (_, round) => round + 1);

test.each(rounds)(
  "of fifty fans who want one seat at once one gets it, the others hear which is taken (%i)",
  async () => {
    const world = await anEventIn({ stalls: ["aaaa"] });
    const outcomes = await Promise.all(Array.from({ length: 50 }, () => askFor(world, these("stalls-A-1"))));
    expect(kindsOf(outcomes).filter((kind) => kind === "held")).toHaveLength(1);
    const refused = outcomes.filter((each) => !each.ok);
    for (const each of refused)
      expect(each).toEqual({ ok: false, problem: { kind: "seats_taken", seats: ["stalls-A-1"] } });
    await expectExact(world, outcomes, 4);
  },
);

test.each(rounds)(
  "two hundred fans want a hundred seats in overlapping pairs: none has two, no pair is half (%i)",
  async () => {
    const world = await anEventIn({ stalls: ["a".repeat(100)] }, { hold: { singleGaps: true } });
    const pair = (fan: number) => these(`stalls-A-${(fan % 99) + 1}`, `stalls-A-${(fan % 99) + 2}`);
    const outcomes = await Promise.all(Array.from({ length: 200 }, (_, fan) => askFor(world, pair(fan))));
    expect(new Set(kindsOf(outcomes))).toEqual(new Set(["held", "seats_taken"]));
    for (const each of outcomes) if (each.ok) expect(seatsIn(each.value)).toHaveLength(2);
    const held = new Set(seatsOf(outcomes));
    // Whoever was refused wanted a seat that somebody has.
    for (const [fan, each] of outcomes.entries())
      if (!each.ok) expect(pair(fan).seats?.some(({ id }) => held.has(id))).toBe(true);
    await expectExact(world, outcomes, 100);
  },
);

test("fans who want the best at once get different seats, to the last one", async () => {
  const world = await anEventIn({ stalls: Array.from({ length: 15 }, () => "aa aa aa aa") });
  const outcomes = await Promise.all(Array.from({ length: 80 }, () => askFor(world, best(world, 2))));
  expect(kindsOf(outcomes).filter((kind) => kind === "held")).toHaveLength(60);
  expect(new Set(kindsOf(outcomes))).toEqual(new Set(["held", "sold_out"]));
  await expectExact(world, outcomes, 120);
});
