import { expect, test } from "vitest";
import { release } from "@/lib/inventory/release";
import { type LaidSeat, layOutSeats, type SeatLayout } from "@/lib/inventory/seat-layout";
import { arena } from "@/lib/seating/demo/arena";
import { granted } from "../fixtures/granted";
import { askFor } from "../fixtures/hall";
import { ownPlatform } from "../fixtures/platform";
import { anEvent } from "../fixtures/world";

ownPlatform({ instances: 0 });

const allocations = Number(process.env.ALLOCATIONS ?? 10_000);
const returned = 0.2;
/** The same run each time. */
const randomly = (seed: number) => () => {
  seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0;
  return seed / 2 ** 32;
};

/** What is free, as whoever was told of every hold and return knows it. */
class House {
  private readonly seats: string[];

  constructor(readonly layout: SeatLayout) {
    this.seats = [...layout.text];
  }

  set(seats: LaidSeat[], isFree: boolean) {
    for (const { position, letter } of seats) this.seats[position - 1] = isFree ? letter : "-";
  }

  isFree = ({ position, letter }: LaidSeat) => this.seats[position - 1] === letter;
  free = (letter: string) => this.seats.filter((each) => each === letter).length;
  at = (position: number) => this.seats[position - 1];

  /** Lengths of the runs of one kind. */
  runs = (letter: string) =>
    this.seats
      .join("")
      .match(new RegExp(`${letter}+`, "g"))
      ?.map((run) => run.length) ?? [];

  /** Whether these seats, side by side, would leave one of their kind alone. */
  leavesAlone(seats: LaidSeat[]): boolean {
    const [first, last] = [seats[0], seats.at(-1)];
    if (!first || !last) return false;
    const alone = (beside: number, step: number) =>
      this.at(beside) === first.letter && this.at(beside + step) !== first.letter;
    return alone(first.position - 1, -1) || alone(last.position + 1, 1);
  }
}

test(`${allocations} groups find the best seats of the arena, from empty to full, a fifth of them given back`, {
  timeout: 600_000,
}, async () => {
  const plan = arena();
  const layout = layOutSeats(plan);
  const house = new House(layout);
  const categories = [...layout.letters.keys()];
  const types = categories.map((category) => ({ kind: "seated" as const, category }));
  const world = await anEvent({ plan, types });
  const random = randomly(7);
  const seen = { held: 0, refused: 0, alone: 0, needed: 0, returned: 0 };
  const holds: { holdId: string; fan: string; seats: LaidSeat[] }[] = [];
  for (let n = 0; n < allocations; n++) {
    const index = Math.floor(random() * categories.length);
    const quantity = 1 + Math.floor(random() * 6);
    const accessible = random() < 0.02 ? 1 : 0;
    const letters = layout.letters.get(categories[index] ?? "") ?? "";
    const [normal = "", special = "", companion = ""] = letters;
    const wish = { bestAvailable: [{ ticketTypeId: world.typeIds[index] ?? "", quantity }], accessible };
    const outcome = await askFor(world, wish);
    if (!outcome.ok) {
      expect(outcome.problem.kind).toBe("sold_out");
      if (accessible === 0) expect(Math.max(0, ...house.runs(normal))).toBeLessThan(quantity);
      seen.refused += 1;
      continue;
    }
    const seats = outcome.value.units
      .flatMap(({ seat }) => layout.byPosition.get(seat?.position ?? 0) ?? [])
      .toSorted((a, b) => a.position - b.position);
    expect(seats).toHaveLength(quantity);
    expect(seats.every(house.isFree)).toBe(true);
    expect((seats.at(-1)?.position ?? 0) - (seats[0]?.position ?? 0)).toBe(quantity - 1);
    if (accessible === 0) expect(new Set(seats.map(({ letter }) => letter))).toEqual(new Set([normal]));
    else {
      seen.needed += 1;
      expect(seats.filter(({ letter }) => letter === special)).toHaveLength(accessible);
      for (const [at, { letter }] of seats.entries())
        if (letter === companion) expect([seats[at - 1]?.letter, seats[at + 1]?.letter]).toContain(special);
    }
    if (accessible === 0 && house.leavesAlone(seats)) {
      seen.alone += 1;
      expect(house.runs(normal).filter((run) => run === quantity || run > quantity + 1)).toEqual([]);
    }
    house.set(seats, false);
    seen.held += 1;
    holds.push({ holdId: outcome.value.id, fan: outcome.value.fan, seats });
    if (random() < returned) {
      const [back] = holds.splice(Math.floor(random() * holds.length), 1);
      if (!back) continue;
      granted(await release(back));
      house.set(back.seats, true);
      seen.returned += 1;
    }
  }
  const left = layout.seats.filter(house.isFree).length;
  process.stdout.write(`${JSON.stringify(seen)}; ${left} of ${layout.seats.length} seats left\n`);
  expect(seen.held).toBeGreaterThan(seen.returned);
  expect(seen.returned).toBeGreaterThan(0);
  expect(seen.needed).toBeGreaterThan(0);
});
