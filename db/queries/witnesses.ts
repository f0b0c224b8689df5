import { asc, eq, isNotNull, ne, or, sql } from "drizzle-orm";
import { primary } from "../client";
import { stockWitnesses } from "../schema/audit";
import { events } from "../schema/events";

/** What was seen before; `ripe` once that is `apartMs` ago. */
export async function witnessOf(eventId: string, apartMs: number) {
  const [witness] = await primary()
    .select({
      generation: stockWitnesses.generation,
      changes: stockWitnesses.changes,
      suspects: stockWitnesses.suspects,
      ripe: sql<boolean>`${stockWitnesses.suspectedAt} <= now() - ${apartMs} * interval '1 ms'`,
    })
    .from(stockWitnesses)
    .where(eq(stockWitnesses.eventId, eventId));
  return witness;
}

export type Witness = NonNullable<Awaited<ReturnType<typeof witnessOf>>>;
type Seen = { generation: number; changes: number };

/** Notes that the event was looked at. What was seen only grows: a slower reader takes nothing back. */
export async function rememberStock(seen: Seen | undefined, eventId: string, suspects: string[] | undefined) {
  const { generation = 0, changes = 0 } = seen ?? {};
  const newer = sql`(excluded.generation, excluded.changes) > (${stockWitnesses.generation}, ${stockWitnesses.changes})`;
  await primary()
    .insert(stockWitnesses)
    .values({ eventId, generation, changes, suspects: suspects ?? [] })
    .onConflictDoUpdate({
      target: stockWitnesses.eventId,
      set: {
        checkedAt: sql`now()`,
        generation: sql`case when ${newer} then excluded.generation else ${stockWitnesses.generation} end`,
        changes: sql`case when ${newer} then excluded.changes else ${stockWitnesses.changes} end`,
        ...(suspects && { suspects, suspectedAt: sql`now()` }),
      },
    });
}

/** Events that sell or have sold, the one not looked at for longest first. */
export async function eventsToAudit(count: number): Promise<string[]> {
  const rows = await primary()
    .select({ id: events.id })
    .from(events)
    .leftJoin(stockWitnesses, eq(stockWitnesses.eventId, events.id))
    .where(or(isNotNull(events.publishedAt), ne(events.status, "draft")))
    .orderBy(sql`${stockWitnesses.checkedAt} asc nulls first`, asc(events.id))
    .limit(count);
  return rows.map(({ id }) => id);
}
