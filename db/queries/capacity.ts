import { and, count, eq, inArray, isNotNull, sql } from "drizzle-orm";
import { primary, type Transaction } from "../client";
import { events, pools, ticketTypes } from "../schema/events";
import { owning, owningStatuses, tickets } from "../schema/orders";
import { seatingRuns } from "../schema/seating";

type Reader = Pick<Transaction, "select">;

/** Units of a pool that are out of sale. */
export async function blockedCount(poolId: string, db: Reader = primary()): Promise<number> {
  const blocked = and(eq(tickets.poolId, poolId), eq(tickets.status, "blocked"));
  const [row] = await db.select({ units: count() }).from(tickets).where(blocked);
  return row?.units ?? 0;
}

/** A pool of an organization's own event that has been published: only such a one loses units it may have sold. */
export async function soldPool(organizationId: string, eventId: string, poolId: string) {
  const [row] = await primary()
    .select({ range: pools.range, status: events.status })
    .from(pools)
    .innerJoin(events, eq(events.id, pools.eventId))
    .where(
      and(
        eq(pools.id, poolId),
        eq(events.id, eventId),
        eq(events.organizationId, organizationId),
        isNotNull(events.publishedAt),
      ),
    );
  return row && { ...row, blocked: await blockedCount(poolId) };
}

/** A ticket type of an organization's own event that has been published, and its own cap. */
export async function soldType(organizationId: string, eventId: string, ticketTypeId: string) {
  const [row] = await primary()
    .select({ capacity: ticketTypes.capacity, status: events.status })
    .from(ticketTypes)
    .innerJoin(events, eq(events.id, ticketTypes.eventId))
    .where(
      and(
        eq(ticketTypes.id, ticketTypeId),
        eq(events.id, eventId),
        eq(events.organizationId, organizationId),
        isNotNull(events.publishedAt),
      ),
    );
  return row;
}

/** Units of a ticket type that somebody owns or is paying for. */
export async function ownedOfType(tx: Transaction, ticketTypeId: string): Promise<number> {
  const owned = and(eq(tickets.ticketTypeId, ticketTypeId), inArray(tickets.status, [...owningStatuses]));
  const [row] = await tx.select({ units: count() }).from(tickets).where(owned);
  return row?.units ?? 0;
}

/** The pool that this ticket type alone sells from; undefined where it shares one, has a cap in it, or sells seats. */
export async function soleHome(eventId: string, ticketTypeId: string): Promise<string | undefined> {
  const types = await primary()
    .select({ id: ticketTypes.id, poolId: ticketTypes.poolId, capacity: ticketTypes.capacity })
    .from(ticketTypes)
    .where(eq(ticketTypes.eventId, eventId));
  const type = types.find(({ id }) => id === ticketTypeId);
  const sharing = types.filter(({ poolId }) => poolId === type?.poolId);
  return type?.capacity === null && sharing.length === 1 ? (type.poolId ?? undefined) : undefined;
}

/** Whether the units of a pool are seats of its event's plan. */
export async function hasSeats(tx: Transaction, { eventId, section }: { eventId: string; section: string | null }) {
  if (section === null) return false;
  const [row] = await tx
    .select({ runs: count() })
    .from(seatingRuns)
    .innerJoin(events, eq(events.seatingPlanVersionId, seatingRuns.versionId))
    .where(and(eq(events.id, eventId), eq(seatingRuns.section, section)));
  return row?.runs !== 0;
}

/** Takes these units out of sale; answers those that had no owner and were not out of it already. */
export async function blockThese(tx: Transaction, eventId: string, poolId: string, units: number[]): Promise<number[]> {
  const rows = await tx.execute(sql`
    insert into ${tickets} (id, event_id, pool_id, unit, status)
    select gen_random_uuid(), ${eventId}, ${poolId}, value::int, 'blocked'
    from jsonb_array_elements_text(${JSON.stringify(units)}::jsonb)
    on conflict do nothing returning unit`);
  return rowsIn(rows).map(({ unit }) => Number(unit));
}

/** Units of an event that are out of sale, by pool. */
export const blockedUnits = (eventId: string) =>
  primary()
    .select({ poolId: tickets.poolId, units: sql<number[]>`array_agg(${tickets.unit})` })
    .from(tickets)
    .where(and(eq(tickets.eventId, eventId), eq(tickets.status, "blocked")))
    .groupBy(tickets.poolId);

/** Pools of an event that are sections of its plan. */
export const seatPools = (eventId: string) =>
  primary()
    .select({ id: pools.id, section: pools.section })
    .from(pools)
    .where(and(eq(pools.eventId, eventId), isNotNull(pools.section)));

/** Of these units those that somebody owns, or is paying for. */
export async function ownedOf(tx: Transaction, poolId: string, units: number[]): Promise<number[]> {
  const owned = owningStatuses.filter((status) => status !== "blocked");
  const rows = await tx
    .select({ unit: tickets.unit })
    .from(tickets)
    .where(and(eq(tickets.poolId, poolId), inArray(tickets.unit, units), inArray(tickets.status, owned)));
  return rows.map(({ unit }) => unit);
}

/** Puts these units back on sale if they are blocked: the numbers of those that were. */
export async function unblockThese(tx: Transaction, poolId: string, units: number[]): Promise<number[]> {
  const rows = await tx
    .delete(tickets)
    .where(and(eq(tickets.poolId, poolId), inArray(tickets.unit, units), eq(tickets.status, "blocked")))
    .returning({ unit: tickets.unit });
  return rows.map(({ unit }) => unit);
}

/** Takes so many units out of sale that nobody owns, of an event that nobody can buy from; says how many there were. */
export async function blockAny(tx: Transaction, eventId: string, poolId: string, fewer: number): Promise<number> {
  const rows = await tx.execute(sql`
    insert into ${tickets} (id, event_id, pool_id, unit, status)
    select gen_random_uuid(), ${eventId}, ${poolId}, place.number, 'blocked'
    from ${pools} p, generate_series(p.range, 1, -1) as place (number)
    where p.id = ${poolId} and not exists (
      select from ${tickets} t where t.pool_id = p.id and t.unit = place.number and t.status in ${owning})
    limit ${fewer} on conflict do nothing returning unit`);
  return rowsIn(rows).length;
}

/** Puts up to so many blocked units back on sale: their numbers. */
export async function unblockSome(tx: Transaction, poolId: string, more: number): Promise<number[]> {
  const rows = await tx.execute(sql`
    delete from ${tickets} where id in (
      select id from ${tickets} where pool_id = ${poolId} and status = 'blocked' order by unit limit ${more})
    returning unit`);
  return rowsIn(rows).map(({ unit }) => Number(unit));
}

/** Both drivers answer with the rows, each in its own wrapping. */
const rowsIn = (result: unknown) => (result as { rows: { unit: unknown }[] }).rows;
