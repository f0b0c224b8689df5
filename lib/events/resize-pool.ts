import { and, eq } from "drizzle-orm";
import type { Transaction } from "@/db/client";
import { blockAny, blockedCount, blockThese, hasSeats, soldPool, unblockSome } from "@/db/queries/capacity";
import { insertOutbox } from "@/db/queries/outbox";
import { pools, ticketTypes } from "@/db/schema/events";
import { newId } from "@/lib/core/ids";
import { ok, type Result, refuse } from "@/lib/core/result";
import { told } from "@/lib/queue/tell";
import { changeEvent, type EventRecord, type Refusal, type Stock, type Taken } from "./change-event";
import type { Doer } from "./create-event";
import type { EventView } from "./event-view";

type PoolRecord = typeof pools.$inferSelect;
type Resize = Doer & { eventId: string; poolId: string; capacity: number };
type Target = Pick<Resize, "organizationId" | "eventId" | "poolId" | "capacity">;

/** One change takes away or puts back at most so many places of a pool that sold. */
const placesMax = 1000;

const conflict = (detail: string) => refuse({ kind: "conflict", detail });
const meanwhile = conflict("It was changed meanwhile: try again");

/** A never-published event has sold nothing: its pool may be replaced by a smaller one. */
async function replacePool(tx: Transaction, pool: PoolRecord, range: number) {
  const id = newId();
  await tx
    .update(pools)
    .set({ name: `${pool.name} ${pool.id}`, section: null })
    .where(eq(pools.id, pool.id));
  await tx.insert(pools).values({ ...pool, id, range });
  await tx.update(ticketTypes).set({ poolId: id }).where(eq(ticketTypes.poolId, pool.id));
  await tx.delete(pools).where(eq(pools.id, pool.id));
}

/** Rows for units that nobody can hold any more: those the stock gave up, or any of an event that is not on sale. */
async function takeAway(tx: Transaction, event: EventRecord, poolId: string, fewer: number, taken: Taken | undefined) {
  if (event.status !== "published") {
    const blocked = await blockAny(tx, event.id, poolId, fewer);
    return blocked === fewer ? ok(undefined) : conflict("Fewer places than that are free");
  }
  if (taken?.generation !== event.generation || taken.units.length !== fewer) return meanwhile;
  return (await blockThese(tx, event.id, poolId, taken.units)).length === fewer ? ok(undefined) : meanwhile;
}

/** Blocked units first, told to the stock by the outbox; then numbers that never were. */
async function putBack(tx: Transaction, event: EventRecord, pool: PoolRecord, more: number) {
  const units = await unblockSome(tx, pool.id, more);
  for (let start = 0; start < units.length; start += placesMax) {
    const returnId = `unblock:${newId()}`;
    const part = { poolId: pool.id, returnId, units: units.slice(start, start + placesMax) };
    const unblocking = { eventId: event.id, generation: event.generation, ...part };
    await insertOutbox(tx, [told("unblock", returnId, unblocking)]);
  }
  const range = pool.range + more - units.length;
  if (range > pool.range) await tx.update(pools).set({ range }).where(eq(pools.id, pool.id));
}

/**
 * Gives a pool this many places to sell beside its blocked ones. `taken`: free units that a sale under way has given
 * up for it already. A `conflict` says that too few were free, or that they are seats, which are blocked by name.
 */
export async function resizePool(
  tx: Transaction,
  event: EventRecord,
  pool: PoolRecord,
  capacity: number,
  taken?: Taken,
): Promise<Result<void, Refusal>> {
  if (await hasSeats(tx, pool)) return conflict("These are seats of a plan");
  const blocked = await blockedCount(pool.id, tx);
  const fewer = pool.range - blocked - capacity;
  if (event.publishedAt === null && fewer > 0) await replacePool(tx, pool, capacity + blocked);
  else if (fewer > 0) return takeAway(tx, event, pool.id, fewer, taken);
  else if (taken) return meanwhile;
  else if (fewer < 0) await putBack(tx, event, pool, -fewer);
  return ok(undefined);
}

/**
 * A change that may leave a pool fewer places. While it sells they are taken out of the stock first, free ones alone,
 * and go back should the change be refused. Whatever dies in between, the auditor frees units that no row keeps.
 */
export async function withFewer(
  { organizationId, eventId, poolId, capacity }: Target,
  stock: Stock,
  change: (taken?: Taken) => Promise<Result<EventView, Refusal>>,
): Promise<Result<EventView, Refusal>> {
  const pool = await soldPool(organizationId, eventId, poolId);
  const fewer = pool ? pool.range - pool.blocked - capacity : 0;
  if (fewer > placesMax) return conflict(`At most ${placesMax} places are taken away at once`);
  if (fewer <= 0 || pool?.status !== "published") return change();
  const taken = await stock.block(eventId, poolId, fewer);
  if (!taken.ok && taken.problem.kind === "not_free")
    return conflict(`Only ${taken.problem.free} places are free, of ${fewer} to take away`);
  if (!taken.ok) return meanwhile;
  const changed = await change(taken.value);
  if (!changed.ok) await stock.unblock({ eventId, poolId, returnId: `unblock:${newId()}`, ...taken.value });
  return changed;
}

/** The places that several ticket types share. */
export function updatePool({ poolId, capacity, ...target }: Resize, stock: Stock) {
  const change = { ...target, action: "pool.updated", targetId: poolId };
  return withFewer({ ...target, poolId, capacity }, stock, (taken) =>
    changeEvent(change, stock, async (tx, event) => {
      const own = and(eq(pools.id, poolId), eq(pools.eventId, event.id));
      const [pool] = await tx.select().from(pools).where(own).for("update");
      if (!pool) return refuse({ kind: "not_found" });
      const resized = await resizePool(tx, event, pool, capacity, taken);
      if (!resized.ok) return resized;
      return ok({ before: { range: pool.range }, after: { capacity }, sells: true });
    }),
  );
}
