import type { OwnedStock } from "@/db/queries/stock";
import { durations } from "@/lib/core/durations";
import type { Finding } from "@/lib/core/finding";
import { placeOf } from "./hold-line";
import type { SeenStock } from "./inspect";
import { layoutOf, type TypeLayout } from "./layout";
import { statusOf } from "./seat-status";
import { seatAt, seatsOf } from "./seats-of";

export const stockChecks = [
  "sale_not_closed",
  "generation_behind",
  "generation_ahead",
  "rolled_back",
  "catalogue_stale",
  "pause_left",
  "holds_miscounted",
  "returns_miscounted",
  "freed_miscounted",
  "seats_miscounted",
  "held_miscounted",
  "own_numbers_miscounted",
  "cap_left",
  "sold_miscounted",
  "return_late",
  "unit_held_twice",
  "held_unit_free",
  "sold_unit_free",
  "unit_leaked",
  "paying_hold_left",
  "hold_behind",
] as const;
type StockCheck = (typeof stockChecks)[number];

/** What would make it right; none where only people can tell. */
export type StockRepair =
  | { kind: "rebuild" | "reload" | "resume" | "recount" | "sweep" }
  | { kind: UnitRepair; rangeId: string; unit: number }
  | { kind: "lift"; ticketTypeId: string; owner: string }
  | { kind: "sold"; short: string; by: number }
  | { kind: "give_back"; told: Pick<OwnedStock["returns"][number], "job" | "payload"> };
/** `certain`: nothing that is only moving looks like this. */
export type StockFinding = Finding & { check: StockCheck; repair?: StockRepair; certain?: true };

type UnitRepair = "take" | "block" | "free";

type Owned = Pick<OwnedStock, "event" | "units" | "returns">;
/** How the orders stand that holds became, by hold. */
export type OrderStatuses = Map<string, string>;

const undecided = new Set(["pending", "closing"]);
const tooMany = (by: number) => (by > 0 ? `${by} too many` : `${-by} too few`);

/**
 * Where Redis, read first, differs from Postgres, read second. What moved in between shows as well, so only what two
 * such comparisons a minute apart both name is wrong for certain.
 */
export function compareStock(seen: SeenStock, owned: Owned, statuses: OrderStatuses): StockFinding[] {
  const { generation, catalogueVersion, status } = owned.event;
  if (status !== "published")
    return [{ check: "sale_not_closed", subject: status, detail: "Redis still sells", repair: { kind: "reload" } }];
  const findings: StockFinding[] = [];
  if (seen.generation < generation)
    findings.push({
      check: "generation_behind",
      subject: `${generation}`,
      detail: `Redis has ${seen.generation}`,
      repair: { kind: "rebuild" },
    });
  if (seen.generation > generation)
    findings.push({ check: "generation_ahead", subject: `${generation}`, detail: `Redis has ${seen.generation}` });
  if (findings.length > 0) return findings;
  if (seen.catalogue.version < catalogueVersion)
    findings.push({
      check: "catalogue_stale",
      subject: `${catalogueVersion}`,
      detail: `Redis has ${seen.catalogue.version}`,
      repair: { kind: "reload" },
    });
  if (seen.pausedUntilMs > seen.nowMs + durations.pauseMs)
    findings.push({
      check: "pause_left",
      subject: `${seen.pausedUntilMs}`,
      detail: "paused for longer than a change takes",
      repair: { kind: "resume" },
    });
  return [
    ...findings,
    ...ownCounts(seen),
    ...ownNumbers(seen, owned),
    ...units(seen, owned),
    ...payingHolds(seen, statuses),
    ...heldHolds(seen, statuses),
  ];
}

const named = ({ counts }: SeenStock, name: string) => counts.get(name) ?? 0;
const heldOf = ({ holds }: SeenStock, short: string) =>
  holds.flatMap(({ items }) => items).reduce((sum, item) => sum + (item.short === short ? item.quantity : 0), 0);

/** Redis against itself: each count beside what it counts. */
function ownCounts(seen: SeenStock): StockFinding[] {
  const findings: StockFinding[] = [];
  const differs = (check: StockCheck, subject: string, by: number, kind: "rebuild" | "recount") => {
    if (by !== 0) findings.push({ check, subject, detail: tooMany(by), repair: { kind } });
  };
  differs("holds_miscounted", "holds", named(seen, "holds") - seen.holds.length, "rebuild");
  differs("holds_miscounted", "expiry", seen.indexed - seen.holds.length, "rebuild");
  differs("returns_miscounted", "returns", named(seen, "returns") - seen.returns.size, "rebuild");
  for (const { id } of layoutOf(seen.catalogue).ranges)
    differs("freed_miscounted", id, named(seen, `freed:${id}`) - (seen.freed.get(id)?.size ?? 0), "rebuild");
  for (const [letter, free] of freeSeats(seen))
    differs("seats_miscounted", letter, named(seen, `free:${letter}`) - free, "rebuild");
  for (const { ticketTypeId, short, own } of layoutOf(seen.catalogue).types.values()) {
    differs("held_miscounted", ticketTypeId, named(seen, `held:${short}`) - heldOf(seen, short), "recount");
    const used = named(seen, `held:${short}`) + named(seen, `sold:${short}`);
    const given = named(seen, `top:${ticketTypeId}`) - named(seen, `freed:${ticketTypeId}`);
    // Units held before the type had a capacity have no numbers of its own.
    if (own) differs("own_numbers_miscounted", ticketTypeId, Math.max(0, given - used), "rebuild");
    const owner = seen.caps.get(ticketTypeId);
    if (owner !== undefined)
      findings.push({
        check: "cap_left",
        subject: `${ticketTypeId}/${owner}`,
        detail: "lowered in Redis alone",
        repair: { kind: "lift", ticketTypeId, owner },
      });
  }
  return findings;
}

/** Numbers in a type's own capacity that somebody has and that are free for others all the same. */
function ownNumbers(seen: SeenStock, { units }: Owned): StockFinding[] {
  return [...layoutOf(seen.catalogue).types.values()].flatMap(({ ticketTypeId, short, own }) => {
    if (!own) return [];
    const held = seen.holds.flatMap(({ items }) =>
      items.flatMap((item) => (item.short === short ? item.ownUnits : [])),
    );
    const sold = units.flatMap((row) => (row.ticketTypeId === ticketTypeId ? (row.typeUnits ?? []) : []));
    const [top, freed] = [named(seen, `top:${ticketTypeId}`), seen.freed.get(ticketTypeId)];
    const free = [...new Set([...held, ...sold])].filter((number) => number > top || freed?.has(number));
    return free.map((number) => ({
      check: "own_numbers_miscounted",
      subject: `${ticketTypeId}/${number}`,
      detail: "somebody has it, and it is free for others",
      repair: { kind: "rebuild" },
    }));
  });
}

/** How many are free of each kind of seat, none of them left out. */
function freeSeats({ catalogue, seats }: SeenStock): Map<string, number> {
  const laid = seatsOf(catalogue)?.seats ?? [];
  const free = new Map(laid.map(({ letter }): [string, number] => [letter, 0]));
  for (const { letter, position } of laid)
    if (seats[position - 1] === letter) free.set(letter, (free.get(letter) ?? 0) + 1);
  return free;
}

/** Every pool unit by unit: what Redis gives out, what lies in holds, what has a row. */
function units(seen: SeenStock, owned: Owned): StockFinding[] {
  const types = [...layoutOf(seen.catalogue).types.values()];
  const waiting = owned.returns.filter(
    ({ payload }) => !seen.returns.has(payload.returnId) && Number(payload.generation) >= seen.generation,
  );
  const findings: StockFinding[] = waiting
    .filter(({ toldAt }) => toldAt.getTime() < seen.nowMs - durations.tellLateMs)
    .map(({ job, payload }) => ({
      check: "return_late",
      subject: payload.returnId,
      detail: "units not given back",
      repair: { kind: "give_back", told: { job, payload } },
    }));
  for (const poolId of poolsOf(seen)) findings.push(...unitsOf(poolId, seen, owned, waiting));
  for (const type of types) findings.push(...soldOf(type, seen, owned, waiting));
  return findings;
}

/** Pools that units are sold from: of general admission, and the sections of the seats. */
function poolsOf({ catalogue }: SeenStock): Set<string> {
  const general = [...layoutOf(catalogue).types.values()].flatMap(({ letters, source }) => (letters ? [] : source));
  const seated = catalogue.pools.filter(({ section }) => section && seatsOf(catalogue)?.bySection.has(section));
  return new Set([...general, ...seated.map(({ id }) => id)]);
}

const takenIn = (seen: SeenStock, poolId: string) => {
  const [top, freed] = [named(seen, `top:${poolId}`), seen.freed.get(poolId)];
  return (unit: number) => {
    const seat = seatAt(seen.catalogue, poolId, unit);
    if (seat) return statusOf(seen.seats[seat.position - 1] ?? "") !== "free";
    return unit <= top && !freed?.has(unit);
  };
};

/** The highest unit that may be taken. */
const topOf = (seen: SeenStock, poolId: string) =>
  seatAt(seen.catalogue, poolId, 1)
    ? (seen.catalogue.pools.find(({ id }) => id === poolId)?.range ?? 0)
    : named(seen, `top:${poolId}`);

const heldByPool = new WeakMap<SeenStock, Map<string, number[]>>();

function heldIn(seen: SeenStock, poolId: string): number[] {
  const byPool = heldByPool.get(seen) ?? heldUnits(seen);
  heldByPool.set(seen, byPool);
  return byPool.get(poolId) ?? [];
}

function heldUnits({ catalogue, holds }: SeenStock): Map<string, number[]> {
  const { byShort } = layoutOf(catalogue);
  const byPool = new Map<string, number[]>();
  for (const { short, units } of holds.flatMap(({ items }) => items)) {
    const type = byShort.get(short);
    for (const { poolId, unit } of type ? units.map((number) => placeOf(type, number, catalogue)) : []) {
      const list = byPool.get(poolId);
      if (list) list.push(unit);
      else byPool.set(poolId, [unit]);
    }
  }
  return byPool;
}

function unitsOf(poolId: string, seen: SeenStock, owned: Owned, waiting: Owned["returns"]): StockFinding[] {
  const [isTaken, heldList] = [takenIn(seen, poolId), heldIn(seen, poolId)];
  const held = new Set(heldList);
  const ofPool = owned.units.filter((row) => row.poolId === poolId);
  const rows = new Set(ofPool.flatMap(({ units }) => units));
  const blocked = new Set(ofPool.flatMap((row) => (row.blocked ? row.units : [])));
  const returning = new Set(
    waiting.flatMap(({ units }) => units.flatMap((unit) => (unit.poolId === poolId ? [unit.unit] : []))),
  );
  const found = (check: StockCheck, unit: number, detail: string, kind?: UnitRepair): StockFinding => ({
    check,
    subject: `${poolId}/${unit}`,
    detail,
    ...(kind && { repair: { kind, rangeId: poolId, unit } }),
  });
  const met = new Set<number>();
  const twice = heldList.filter((unit) => met.has(unit) || !met.add(unit));
  const free = (list: Iterable<number>) => [...list].filter((unit) => !isTaken(unit));
  const leaked: number[] = [];
  for (let unit = 1; unit <= topOf(seen, poolId); unit++)
    if (isTaken(unit) && !held.has(unit) && !rows.has(unit) && !returning.has(unit)) leaked.push(unit);
  return [
    ...twice.map((unit) => found("unit_held_twice", unit, "two holds have it; the claim gives one of them another")),
    ...free(held).map((unit) => found("held_unit_free", unit, "in a hold, and free for others", "take")),
    ...free(rows)
      .filter((unit) => !held.has(unit))
      .map((unit) =>
        blocked.has(unit)
          ? found("sold_unit_free", unit, "is blocked, and is free in Redis", "block")
          : found("sold_unit_free", unit, "has an owner, and is free in Redis", "take"),
      ),
    ...leaked.map((unit) => found("unit_leaked", unit, "nobody's, and not free in Redis", "free")),
  ];
}

function soldOf(
  { ticketTypeId, short }: TypeLayout,
  seen: SeenStock,
  { units: ownedUnits }: Owned,
  waiting: Owned["returns"],
): StockFinding[] {
  const byPool = new Map<string, Set<number>>();
  const add = (poolId: string, unit: number) => byPool.set(poolId, (byPool.get(poolId) ?? new Set()).add(unit));
  for (const row of ownedUnits)
    if (row.ticketTypeId === ticketTypeId && !row.blocked) for (const unit of row.units) add(row.poolId, unit);
  for (const { poolId, unit, ...each } of waiting.flatMap(({ units }) => units))
    if (each.ticketTypeId === ticketTypeId) add(poolId, unit);
  let owned = 0;
  for (const [poolId, units] of byPool) {
    const [isTaken, held] = [takenIn(seen, poolId), new Set(heldIn(seen, poolId))];
    const sold = [...units].filter((unit) => !held.has(unit));
    // Claimed since Redis was read, or wrongly free: counts are judged once the units are right.
    if (!sold.every(isTaken)) return [];
    owned += sold.length;
  }
  const by = named(seen, `sold:${short}`) - owned;
  if (by === 0) return [];
  return [
    { check: "sold_miscounted", subject: ticketTypeId, detail: tooMany(by), repair: { kind: "sold", short, by: -by } },
  ];
}

/** Holds that their orders have left behind: the sweep of each minute ends them. */
function payingHolds({ holds, nowMs }: SeenStock, statuses: OrderStatuses): StockFinding[] {
  return holds.flatMap(({ holdId, orderId, payingSinceMs, endsAtMs }) => {
    const status = statuses.get(holdId);
    if (!orderId || (status && undecided.has(status))) return [];
    // The sweep looks at them first.
    if (nowMs < (status ? payingSinceMs : endsAtMs) + 2 * durations.payingCheckedAfterMs) return [];
    return [
      {
        check: "paying_hold_left",
        subject: holdId,
        detail: status ? `its order is ${status}` : "its order is not there",
        repair: { kind: "sweep" },
      },
    ];
  });
}

/** An order is there only after its hold has heard of the payment: a store that knows nothing of it has lost that. */
const heldHolds = ({ holds }: SeenStock, statuses: OrderStatuses): StockFinding[] =>
  holds.flatMap(({ holdId, orderId }) => {
    const status = statuses.get(holdId);
    if (orderId || !status) return [];
    const detail = `held as if nobody paid; its order is ${status}`;
    return [{ check: "hold_behind", subject: holdId, detail, repair: { kind: "rebuild" } }];
  });
