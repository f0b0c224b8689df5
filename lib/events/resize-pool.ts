import { and, count, eq } from "drizzle-orm";
import type { Transaction } from "@/db/client";
import { pools, ticketTypes } from "@/db/schema/events";
import { tickets } from "@/db/schema/orders";
import { newId } from "@/lib/core/ids";
import { ok, type Result, refuse } from "@/lib/core/result";
import { changeEvent, type EventRecord, type Refusal, type Stock } from "./change-event";
import type { Doer } from "./create-event";

type PoolRecord = typeof pools.$inferSelect;
type Resize = Doer & { eventId: string; poolId: string; capacity: number };

/** A never-published event has sold nothing: its pool may be replaced by a smaller one. */
async function replacePool(tx: Transaction, pool: PoolRecord, range: number) {
  const id = newId();
  await tx
    .update(pools)
    .set({ name: `${pool.name} ${pool.id}` })
    .where(eq(pools.id, pool.id));
  await tx.insert(pools).values({ ...pool, id, range });
  await tx.update(ticketTypes).set({ poolId: id }).where(eq(ticketTypes.poolId, pool.id));
  await tx.delete(pools).where(eq(pools.id, pool.id));
}

/** Gives a pool this many places to sell beside its blocked ones. Fewer are a `conflict` once it was published. */
export async function resizePool(
  tx: Transaction,
  event: EventRecord,
  pool: PoolRecord,
  capacity: number,
): Promise<Result<void, Refusal>> {
  const inPool = and(eq(tickets.poolId, pool.id), eq(tickets.status, "blocked"));
  const [blocked] = await tx.select({ units: count() }).from(tickets).where(inPool);
  const range = capacity + (blocked?.units ?? 0);
  const shrinks = range < pool.range;
  if (shrinks && event.publishedAt) {
    return refuse({ kind: "conflict", detail: "A published ticket type cannot shrink yet" });
  }
  if (shrinks) await replacePool(tx, pool, range);
  else await tx.update(pools).set({ range }).where(eq(pools.id, pool.id));
  return ok(undefined);
}

/** The places that several ticket types share. */
export function updatePool({ poolId, capacity, ...target }: Resize, stock: Stock) {
  const change = { ...target, action: "pool.updated", targetId: poolId };
  return changeEvent(change, stock, async (tx, event) => {
    const own = and(eq(pools.id, poolId), eq(pools.eventId, event.id));
    const [pool] = await tx.select().from(pools).where(own).for("update");
    if (!pool) return refuse({ kind: "not_found" });
    const resized = await resizePool(tx, event, pool, capacity);
    if (!resized.ok) return resized;
    return ok({ before: { range: pool.range }, after: { capacity }, sells: true });
  });
}
