import { randomUUID } from "node:crypto";
import { describe, expect, test } from "vitest";
import { beginPayment } from "@/lib/inventory/begin-payment";
import { change } from "@/lib/inventory/change";
import { confirm } from "@/lib/inventory/confirm";
import { release } from "@/lib/inventory/release";
import { reload } from "@/lib/inventory/reload";
import { snapshot } from "@/lib/inventory/snapshot";
import { priceLines } from "@/lib/orders/price";
import { granted } from "../fixtures/granted";
import { aHall, anEventIn, askFor, best, seatsIn, these } from "../fixtures/hall";
import { claimInPostgres, payInPostgres } from "../fixtures/ledger";
import { rows } from "../fixtures/stack";
import { anEvent, type World } from "../fixtures/world";

const taken = (...seats: string[]) => ({ ok: false, problem: { kind: "seats_taken", seats } });
const broken = (rule: string, ...seats: string[]) => ({ ok: false, problem: { kind: "conflict", rule, seats } });
const held = async (...asked: Parameters<typeof askFor>) => granted(await askFor(...asked));
const found = async (world: World, quantity: number, more = {}) =>
  seatsIn(await held(world, best(world, quantity, more)));
const countsOf = async ({ eventId, typeId }: World) => granted(await snapshot(eventId)).types[typeId];

describe("seats that are picked", () => {
  test("are held under their names, at the price of their type", async () => {
    const world = await anEventIn({ stalls: ["aaaa", "bbbb"] });
    const hold = await held(world, these("stalls-A-2", "stalls-A-1", "stalls-B-4"));
    expect(hold.items.map(({ ticketTypeId, quantity }) => [ticketTypeId, quantity])).toEqual([
      [world.typeId, 2],
      [world.secondTypeId, 1],
    ]);
    expect(hold.units.map(({ poolId, unit }) => [poolId, unit]).toSorted()).toEqual(
      [1, 2, 8].map((unit) => [world.poolIds[0], unit]),
    );
    expect(hold.units.find(({ unit }) => unit === 8)?.seat).toMatchObject({
      ...{ id: "stalls-B-4", section: "Block stalls", row: "B", number: 4 },
    });
    expect(await countsOf(world)).toMatchObject({ capacity: 4, held: 2, available: 2 });
  });

  test("refuse the next fan, name what is taken and hold nothing of the rest", async () => {
    const world = await anEventIn({ stalls: ["aaaaaa"] });
    await held(world, these("stalls-A-1", "stalls-A-2"));
    expect(await askFor(world, these("stalls-A-2", "stalls-A-3"))).toEqual(taken("stalls-A-2"));
    expect(seatsIn(await held(world, these("stalls-A-3", "stalls-A-4")))).toEqual(["stalls-A-3", "stalls-A-4"]);
  });

  test("and units of general admission come together or not at all", async () => {
    const world = await anEventIn({ stalls: ["aaaa"] }, { floor: 2 });
    const [, , floor = ""] = world.typeIds;
    const items = (quantity: number) => [{ ticketTypeId: floor, quantity }];
    expect(await askFor(world, { ...these("stalls-A-1"), items: items(3) })).toMatchObject({
      problem: { kind: "sold_out" },
    });
    const both = await held(world, { ...these("stalls-A-1"), items: items(2) });
    expect(both.units).toHaveLength(3);
    expect(await askFor(world, { ...these("stalls-A-1", "stalls-A-2"), items: items(1) })).toMatchObject({ ok: false });
    granted(await release({ holdId: both.id, fan: both.fan }));
    expect((await held(world, { ...these("stalls-A-1", "stalls-A-2"), items: items(2) })).units).toHaveLength(4);
  });

  test("leave no free seat alone where as many could be had without, and may where not", async () => {
    const world = await anEventIn({ stalls: ["aaaaa aaa"] });
    expect(await askFor(world, these("stalls-A-2", "stalls-A-3"))).toEqual(broken("single_gap", "stalls-A-1"));
    expect(await askFor(world, these("stalls-A-1", "stalls-A-3"))).toEqual(broken("single_gap", "stalls-A-2"));
    await held(world, these("stalls-A-1", "stalls-A-2"));
    await held(world, these("stalls-A-6", "stalls-A-7"));
    const lax = await anEventIn({ stalls: ["aaaaa"] }, { hold: { singleGaps: true } });
    await held(lax, these("stalls-A-2"));
  });

  test("are accessible only for who needs that, and a companion's only beside one", async () => {
    const world = await anEventIn({ stalls: ["aaXCaa", "CXXC"] });
    expect(await askFor(world, these("stalls-A-3"))).toEqual(broken("accessible_need", "stalls-A-3"));
    const two = these("stalls-B-2", "stalls-B-3");
    expect(await askFor(world, { ...two, accessible: 1 })).toEqual(
      broken("accessible_need", "stalls-B-2", "stalls-B-3"),
    );
    expect(await askFor(world, these("stalls-A-4"))).toEqual(broken("companion_beside", "stalls-A-4"));
    await held(world, { ...these("stalls-A-3", "stalls-A-4"), accessible: 1 });
    await held(world, { ...two, accessible: 2 });
  });
});

describe("the best available", () => {
  test("are side by side in the first row that has them, in its middle", async () => {
    const world = await anEventIn({ stalls: ["aaaaaaaa", "aaaaaaaa"] });
    expect(await found(world, 4)).toEqual([3, 4, 5, 6].map((seat) => `stalls-A-${seat}`));
    expect(await found(world, 3)).toEqual([3, 4, 5].map((seat) => `stalls-B-${seat}`));
    expect(await found(world, 2)).toEqual(["stalls-A-1", "stalls-A-2"]);
  });

  test("leave no single seat alone while a row has others", async () => {
    const world = await anEventIn({ stalls: ["aaaaa", "aaaaaaa", "aaaa"] });
    expect(await found(world, 4)).toEqual([1, 2, 3, 4].map((seat) => `stalls-B-${seat}`));
    expect(await found(world, 4)).toEqual([1, 2, 3, 4].map((seat) => `stalls-C-${seat}`));
    expect(await found(world, 4)).toHaveLength(4);
  });

  test("do not reach over an aisle or into another row, but where two rows will do", async () => {
    const world = await anEventIn({ stalls: ["aa aa", "aaa", "aaa"] });
    const four = best(world, 4);
    expect(await askFor(world, four)).toMatchObject({
      problem: { kind: "sold_out", available: { [world.typeId]: 10 } },
    });
    expect(await found(world, 4, { split: true })).toEqual(["stalls-A-1", "stalls-A-2", "stalls-B-1", "stalls-B-2"]);
  });

  test("are found over two rows far behind others, whichever of the two has more", async () => {
    const single = Array.from({ length: 24 }, (_, index) => (index % 2 === 0 ? "a b a" : "b bb"));
    const world = await anEventIn({ stalls: [...single, "bb"], balcony: ["aa", "aaa"], circle: ["aaa", "aa"] });
    const five = best(world, 5, { split: true });
    expect(await found(world, 5, { split: true })).toEqual(
      [..."AA"].map((row, index) => `balcony-${row}-${index + 1}`).concat([1, 2, 3].map((seat) => `balcony-B-${seat}`)),
    );
    expect(await found(world, 5, { split: true })).toEqual([
      ...[1, 2, 3].map((seat) => `circle-A-${seat}`),
      ...[1, 2].map((seat) => `circle-B-${seat}`),
    ]);
    expect(await askFor(world, five)).toMatchObject({ problem: { kind: "sold_out" } });
    expect(await found(world, 2, { section: "stalls", split: true }).catch(() => "none")).toBe("none");
  });

  test("are of the section that is wanted", async () => {
    const world = await anEventIn({ stalls: ["aaaa"], balcony: ["aaaa", "aaaa"] });
    expect(await found(world, 4, { section: "balcony" })).toEqual([1, 2, 3, 4].map((seat) => `balcony-A-${seat}`));
    expect(await found(world, 4)).toEqual([1, 2, 3, 4].map((seat) => `stalls-A-${seat}`));
    expect(await askFor(world, best(world, 4, { section: "stalls" }))).toMatchObject({ problem: { kind: "sold_out" } });
    expect(await found(world, 4, { section: "balcony" })).toHaveLength(4);
  });

  test("of a category with accessible seats alone are nobody's without need, whatever is sold beside them", async () => {
    const names = Array.from({ length: 13 }, (_, index) => `c${index}`);
    const hall = aHall({ stalls: ["X", ...names.map(() => "a")] });
    const [section] = hall.sections;
    if (section?.kind !== "seats") throw new Error("the stalls have seats");
    const rowsOf = section.rows.map((row, index) =>
      index === 0 ? row : { ...row, seats: row.seats.map((seat) => ({ ...seat, category: names[index - 1] ?? "" })) },
    );
    const plan = {
      ...hall,
      categories: [...hall.categories, ...names.map((id) => ({ id, name: id }))],
      sections: [{ ...section, rows: rowsOf }],
    };
    const world = await anEvent({ plan, types: ["a", ...names].map((category) => ({ kind: "seated", category })) });
    // A sold seat of the thirteenth kind is the character "-" in Redis.
    for (const [index] of names.entries()) {
      const hold = await held(world, these(`stalls-${String.fromCharCode(66 + index)}-1`));
      const orderId = randomUUID();
      granted(await beginPayment({ holdId: hold.id, fan: hold.fan, orderId }));
      await claimInPostgres(hold, orderId);
      await payInPostgres(orderId);
      await confirm({ eventId: world.eventId, holdId: hold.id, orderId });
    }
    expect(await askFor(world, best(world, 1))).toMatchObject({ problem: { kind: "sold_out" } });
  });

  test("are accessible for who needs it, with companions beside, and never without need", async () => {
    const world = await anEventIn({ stalls: ["XC", "aaXCaa"] });
    expect(await found(world, 2)).toEqual(["stalls-B-1", "stalls-B-2"]);
    const needed = (quantity: number) => ({ ...best(world, quantity), accessible: 1 });
    expect(seatsIn(await held(world, needed(3)))).toEqual(["stalls-B-3", "stalls-B-4", "stalls-B-5"]);
    expect(seatsIn(await held(world, needed(1)))).toEqual(["stalls-A-1"]);
    expect(await askFor(world, needed(1))).toMatchObject({ problem: { kind: "sold_out" } });
  });

  test("are found behind many rows whose accessible seats stand alone", async () => {
    const lonely = Array.from({ length: 16 }, () => `X ${"a".repeat(38)}`);
    const world = await anEventIn({ stalls: [...lonely, "Xaa"] });
    expect(seatsIn(await held(world, { ...best(world, 2), accessible: 1 }))).toEqual(["stalls-Q-1", "stalls-Q-2"]);
  });

  test("count an accessible seat of another category that was picked", async () => {
    const world = await anEventIn({ stalls: ["X", "bb"] });
    const wish = { ...these("stalls-A-1"), bestAvailable: [{ ticketTypeId: world.secondTypeId, quantity: 2 }] };
    expect(seatsIn(await held(world, { ...wish, accessible: 1 }))).toEqual(["stalls-A-1", "stalls-B-1", "stalls-B-2"]);
  });

  test("are found again where they were given back", async () => {
    const world = await anEventIn({ stalls: ["aaaa", "aaaa"] });
    const first = await held(world, best(world, 4));
    await found(world, 4);
    expect(await askFor(world, best(world, 4))).toMatchObject({ problem: { kind: "sold_out" } });
    granted(await release({ holdId: first.id, fan: first.fan }));
    expect(await found(world, 4)).toEqual(seatsIn(first));
  });

  test("and picked seats of one call are different seats", async () => {
    const world = await anEventIn({ stalls: ["aaaa", "aa"] });
    const hold = await held(world, { ...these("stalls-A-1", "stalls-A-2"), ...best(world, 4, { split: true }) });
    expect(new Set(seatsIn(hold)).size).toBe(6);
  });
});

describe("a hold that is changed", () => {
  const swap = (hold: Awaited<ReturnType<typeof held>>, wish: Parameters<typeof askFor>[1]) =>
    change({ holdId: hold.id, fan: hold.fan, lines: wish.items ?? [], ...wish }, priceLines);

  test("keeps the seats that are named again, and its end", async () => {
    const world = await anEventIn({ stalls: ["aaaaaa"] });
    const hold = await held(world, these("stalls-A-1", "stalls-A-2", "stalls-A-3", "stalls-A-4"));
    const changed = granted(await swap(hold, these("stalls-A-3", "stalls-A-4", "stalls-A-5", "stalls-A-6")));
    expect(seatsIn(changed)).toEqual([3, 4, 5, 6].map((seat) => `stalls-A-${seat}`));
    expect(changed.expiresAt).toEqual(hold.expiresAt);
    expect(await countsOf(world)).toMatchObject({ held: 4, available: 2 });
    expect(seatsIn(await held(world, these("stalls-A-1", "stalls-A-2")))).toHaveLength(2);
  });

  test("is as it was when a seat it wants is taken", async () => {
    const world = await anEventIn({ stalls: ["aaaaaa"] });
    const hold = await held(world, these("stalls-A-1", "stalls-A-2"));
    await held(world, these("stalls-A-3", "stalls-A-4"));
    expect(await swap(hold, these("stalls-A-2", "stalls-A-3"))).toEqual(taken("stalls-A-3"));
    expect(await askFor(world, these("stalls-A-1"))).toEqual(taken("stalls-A-1"));
    expect(await countsOf(world)).toMatchObject({ held: 4, available: 2 });
  });

  test("may move a seat to another price, and keeps as many of the best as are wanted", async () => {
    const types = ["adult", "student"].map((name) => ({ name, kind: "seated" as const, category: "a" }));
    const world = await anEventIn({ stalls: ["aaaaaa"] }, { types });
    const hold = await held(world, these("stalls-A-1", "stalls-A-2"));
    const seats = [{ id: "stalls-A-1" }, { id: "stalls-A-2", ticketTypeId: world.secondTypeId }];
    const moved = granted(await swap(hold, { seats }));
    expect(moved.items.map(({ quantity }) => quantity)).toEqual([1, 1]);
    expect(seatsIn(moved)).toEqual(["stalls-A-1", "stalls-A-2"]);
    const fewer = granted(await swap(moved, best(world, 1)));
    expect(seatsIn(fewer)).toEqual(["stalls-A-1"]);
    expect(await countsOf(world)).toMatchObject({ held: 1, available: 5 });
  });

  test("keeps the price of a seat it has, though a new one is of the type that is on sale by now", async () => {
    const types = ["early", "late"].map((name) => ({ name, kind: "seated" as const, category: "a" }));
    const world = await anEventIn({ stalls: ["aaaaaa"] }, { types });
    const { eventId, typeId, secondTypeId } = world;
    const early = await held(world, these("stalls-A-1"));
    const typesIn = ({ units }: typeof early) => units.map(({ seat, ticketTypeId }) => [seat?.id, ticketTypeId]);
    expect(typesIn(early)).toEqual([["stalls-A-1", typeId]]);
    await rows("update ticket_types set sale_ends_at = now() - interval '1 hour' where id = $1", [typeId]);
    await rows("update events set catalogue_version = catalogue_version + 1 where id = $1", [eventId]);
    await reload(eventId);
    const both = granted(await swap(early, these("stalls-A-1", "stalls-A-2")));
    expect(typesIn(both)).toEqual([
      ["stalls-A-1", typeId],
      ["stalls-A-2", secondTypeId],
    ]);
    const late = await held(world, these("stalls-A-3"));
    expect(typesIn(granted(await swap(late, these("stalls-A-3", "stalls-A-4"))))).toEqual([
      ["stalls-A-3", secondTypeId],
      ["stalls-A-4", secondTypeId],
    ]);
  });

  test("finds the best among the seats that it gives back itself", async () => {
    const types = ["adult", "student"].map((name) => ({ name, kind: "seated" as const, category: "a" }));
    const world = await anEventIn({ stalls: ["aaaa", "aaaa"] }, { types });
    const hold = await held(world, best(world, 4));
    await held(world, best(world, 4));
    const student = (quantity: number) => ({ bestAvailable: [{ ticketTypeId: world.secondTypeId, quantity }] });
    expect(await swap(hold, student(5))).toMatchObject({ problem: { kind: "sold_out" } });
    const moved = granted(await swap(hold, student(4)));
    expect(seatsIn(moved)).toEqual(seatsIn(hold));
    expect(moved.items.map(({ ticketTypeId }) => ticketTypeId)).toEqual([world.secondTypeId]);
    expect(await countsOf(world)).toMatchObject({ available: 0 });
  });

  test("gets more of the best beside those it has, and elsewhere only where there are none", async () => {
    const world = await anEventIn({ stalls: ["aa aa", "aaaaa"] });
    const hold = await held(world, best(world, 3));
    expect(seatsIn(hold)).toEqual([1, 2, 3].map((seat) => `stalls-B-${seat}`));
    const five = granted(await swap(hold, best(world, 5)));
    expect(seatsIn(five)).toEqual([1, 2, 3, 4, 5].map((seat) => `stalls-B-${seat}`));
    const seven = granted(await swap(five, best(world, 7)));
    expect(seatsIn(seven)).toEqual([...["stalls-A-1", "stalls-A-2"], ...seatsIn(five)]);
    expect(await countsOf(world)).toMatchObject({ held: 7, available: 2 });
  });
});
