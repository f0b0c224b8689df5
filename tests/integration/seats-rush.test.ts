import fc from "fast-check";
import { expect, test, vi } from "vitest";
import type { Hold } from "@/lib/inventory/hold";
import type { SeatsWish } from "@/lib/inventory/seats-wanted";
import { priceLines } from "@/lib/orders/price";
import { granted } from "../fixtures/granted";
import { anEventIn, best, seatsIn } from "../fixtures/hall";
import { rawRedis } from "../fixtures/stack";
import { aVisitor, type World } from "../fixtures/world";

const fileOf = (name: string) => (name === "clock" ? "@/lib/redis/clock.lua" : `@/lib/inventory/scripts/${name}.lua`);
const slowKey = '(KEYS[1]:gsub("sale$", "slow"))';

type Edits = Record<string, (text: string) => string>;

/** The verbs of a fan with other scripts: an edit makes of a script's text another. */
async function doorWith(edits: Edits) {
  vi.resetModules();
  for (const [name, edit] of Object.entries(edits))
    vi.doMock(fileOf(name), async (original) => ({
      default: edit(((await original()) as { default: string }).default),
    }));
  const { reserve } = await import("@/lib/inventory/reserve");
  const { release } = await import("@/lib/inventory/release");
  for (const name of Object.keys(edits)) vi.doUnmock(fileOf(name));
  return {
    ask: ({ eventId }: World, wish: SeatsWish) => reserve({ eventId, fan: aVisitor(), lines: [], ...wish }, priceLines),
    release: ({ id: holdId, fan }: Hold) => release({ holdId, fan }),
  };
}
type Door = Awaited<ReturnType<typeof doorWith>>;

/** What stands in a script, as it is not. */
const instead = (from: string, to: string) => (text: string) => {
  if (!text.includes(from)) throw new Error(`no script has: ${from}`);
  return text.replace(from, () => to);
};
const counting = (text: string) => `redis.call("INCR", ${slowKey})\n${text}`;
/** The product's own, which counts what is left to reserve.lua. */
const early = () => doorWith({ reserve: counting });
/** All is left to reserve.lua, which looks at the whole house every time. */
const late = () =>
  doorWith({
    "rush-best": () => "",
    "find-run": instead("local i = math.min(k, hints_max)", "local i = math.min(k, hints_max) hints = no_hints"),
    reserve: counting,
  });

/** A script that calls Redis more often than that fails. */
const capped = (most: number) =>
  doorWith({
    clock: (text) => `local store, calls = redis, 0
local redis = setmetatable({ call = function(...)
  calls = calls + 1
  if calls > ${most} then error("more than ${most} calls") end
  return store.call(...)
end }, { __index = store })
${text}`,
  });

const lax = { hold: { singleGaps: true, maxUnits: 400 } };
const row = fc.stringMatching(/^[ab]{1,4}( ?a{1,9}){1,3}(XC)?( b{1,5})?$/);
const size = fc.constantFrom(1, 1, 2, 2, 3, 4, 4, 4, 5, 6, 8, 9, 12);
const wishes = fc.record({
  quantity: size,
  type: fc.constantFrom(0, 0, 0, 1),
  split: fc.constantFrom(false, false, true),
  /** Which hold ends before it, if any. */
  back: fc.constantFrom(undefined, undefined, 0, 3, 7),
});
/** Long enough that what is free may lie behind what is read first. */
const halls = fc.record({
  rows: fc.array(row, { minLength: 4, maxLength: 12 }),
  times: fc.constantFrom(1, 1, 12),
  /** Seats taken from the start, of a hundred. */
  taken: fc.constantFrom(0, 30, 60, 90, 99),
  wishes: fc.array(wishes, { minLength: 15, maxLength: 30 }),
});
type Hall = typeof halls extends fc.Arbitrary<infer Each> ? Each : never;

/** Below a hundred, the same each time. */
const scattered = (n: number) => (Math.imul(n + 1, 2_654_435_761) >>> 16) % 100;

/** The seats of a hall that are taken from the start, by fours, the same in every event on it. */
async function fill(world: World, drawn: string[], taken: number, door: Door) {
  const names = drawn.flatMap((each, index) =>
    [...each.replaceAll(" ", "")].map((letter, at) => ({ letter, id: `s${index}-A-${at + 1}` })),
  );
  const ids = names.flatMap(({ letter, id }, index) =>
    "ab".includes(letter) && scattered(index >> 2) < taken ? id : [],
  );
  for (let from = 0; from < ids.length; from += 300)
    granted(await door.ask(world, { seats: ids.slice(from, from + 300).map((id) => ({ id })) }));
}

const aWorld = (drawn: string[]) =>
  anEventIn(Object.fromEntries(drawn.map((each, index) => [`s${index}`, [each]])), lax);

async function follow({ rows, times, taken, wishes: steps }: Hall, doors: [Door, Door], seen: Map<string, number>) {
  const drawn = Array.from({ length: times }, () => rows).flat();
  const worlds = [await aWorld(drawn), await aWorld(drawn)] as const;
  for (const [index, world] of worlds.entries()) await fill(world, drawn, taken, doors[index] ?? doors[0]);
  const holds: [Hold, Hold][] = [];
  for (const { quantity, type, split, back } of steps) {
    const gone = back === undefined ? [] : holds.splice(back % Math.max(1, holds.length), 1);
    for (const [first, second] of gone) {
      granted(await doors[0].release(first));
      granted(await doors[1].release(second));
    }
    const asked = worlds.map((world, index) => {
      const wish = { bestAvailable: [{ ticketTypeId: world.typeIds[type] ?? "", quantity, split }] };
      return (doors[index] ?? doors[0]).ask(world, wish);
    });
    const [first, second] = await Promise.all(asked);
    if (!first || !second) throw new Error("both were asked");
    const told = (outcome: typeof first, world: World) =>
      outcome.ok
        ? seatsIn(outcome.value)
        : outcome.problem.kind === "sold_out"
          ? ["sold_out", outcome.problem.available[world.typeIds[type] ?? ""]]
          : [outcome.problem.kind];
    expect(told(first, worlds[0])).toEqual(told(second, worlds[1]));
    const what = first.ok ? "held" : first.problem.kind;
    seen.set(what, (seen.get(what) ?? 0) + 1);
    if (first.ok && second.ok) holds.push([first.value, second.value]);
  }
  const [one, other] = await Promise.all(worlds.map(({ eventId }) => rawRedis().get(`inv:{${eventId}}:seats`)));
  expect(one).toBe(other);
  const counts = await Promise.all(worlds.map((world) => countsOf(world)));
  expect(counts[0]).toEqual(counts[1]);
  for (const [index, { eventId }] of worlds.entries()) {
    const slow = Number(await rawRedis().get(`inv:{${eventId}}:slow`));
    seen.set(`${index}: slow`, (seen.get(`${index}: slow`) ?? 0) + slow);
    await rawRedis().del(`inv:{${eventId}}:slow`);
  }
}

/** What the sale counts, but for ids, times and hints. */
async function countsOf({ eventId, typeIds }: World) {
  const sale = await rawRedis().hgetall(`inv:{${eventId}}:sale`);
  const types = typeIds.map((id) => sale[`held:${id.slice(-12)}`]);
  return { types, holds: sale.holds, free: Object.entries(sale).filter(([name]) => name.startsWith("free:")) };
}

test("the early answer is the one that reserve.lua gives, seat by seat", { timeout: 120_000 }, async () => {
  const doors: [Door, Door] = [await early(), await late()];
  const seen = new Map<string, number>();
  await fc.assert(
    fc.asyncProperty(halls, (hall) => follow(hall, doors, seen)),
    { seed: 11, numRuns: 10, endOnFailure: true },
  );
  const [answers, left] = [seen.get("1: slow") ?? 0, seen.get("0: slow") ?? 0];
  expect(seen.get("held")).toBeGreaterThan(100);
  expect(seen.get("sold_out")).toBeGreaterThan(20);
  // Where two rows will do is left to reserve.lua, and who comes first.
  expect(left).toBeGreaterThan(0);
  expect(left).toBeLessThan(answers / 2);
});

test.each<[string, Edits]>([
  ["takes other seats than it tells", { "rush-best": instead("KEYS[3], at - 1, string", "KEYS[3], at, string") }],
  ["forgets what is given back", { "set-seats": instead("if hints and (is_free or by_itself)", "if false") }],
  [
    "forgets what a seat taken by itself leaves",
    { "rush-best": instead("k > 1 and hints or lowered(hints, at, true)", "hints") },
  ],
])("control: an early answer that %s would be seen", { timeout: 60_000 }, async (_, fault) => {
  const doors: [Door, Door] = [await doorWith(fault), await late()];
  const wrongly = fc.assert(
    fc.asyncProperty(halls, (hall) => follow(hall, doors, new Map())),
    { seed: 11, numRuns: 30, endOnFailure: true },
  );
  await expect(wrongly).rejects.toThrow();
});

test("four seats anywhere cost at most twelve calls inside Redis", { timeout: 60_000 }, async () => {
  const drawn = Array.from({ length: 150 }, (_, index) => "aaaaaaaaa aaaaaaaaaaaaaaa".slice(index % 7));
  const world = await aWorld(drawn);
  const [enough, tooFew, free] = [await capped(12), await capped(6), await early()];
  // Whoever comes first is not answered early, nor who picks.
  await fill(world, drawn, 90, free);
  const outcomes = [];
  for (let n = 0; n < 100; n++) outcomes.push(await enough.ask(world, best(world, 4)));
  expect(outcomes.some(({ ok }) => ok)).toBe(true);
  expect(outcomes.some(({ ok }) => !ok)).toBe(true);
  for (const each of outcomes) if (each.ok) granted(await free.release(each.value));
  granted(await enough.ask(world, best(world, 4)));
  await expect(tooFew.ask(world, best(world, 4))).rejects.toThrow("more than 6 calls");
});
