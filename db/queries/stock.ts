import { and, eq, gt, inArray, sql } from "drizzle-orm";
import { primary, type Transaction } from "../client";
import { events } from "../schema/events";
import { outbox } from "../schema/messages";
import { owningStatuses, tickets } from "../schema/orders";

/** What Postgres says of an event's stock, as of one moment: every unit with an owner, and returns told lately. */
export const ownedStock = (eventId: string, returnsMs: number) =>
  primary().transaction(
    async (tx) => {
      const [event] = await tx
        .select({ status: events.status, generation: events.generation, catalogueVersion: events.catalogueVersion })
        .from(events)
        .where(eq(events.id, eventId));
      return (
        event && { event, units: await ownedUnits(tx, eventId), returns: await returnsTold(tx, eventId, returnsMs) }
      );
    },
    { isolationLevel: "repeatable read", accessMode: "read only" },
  );

export type OwnedStock = NonNullable<Awaited<ReturnType<typeof ownedStock>>>;

/** By pool and ticket type; `blocked` units are nobody's and not for sale. */
const ownedUnits = (tx: Transaction, eventId: string) =>
  tx
    .select({
      poolId: tickets.poolId,
      ticketTypeId: tickets.ticketTypeId,
      blocked: sql<boolean>`${tickets.status} = 'blocked'`,
      units: sql<number[]>`array_agg(${tickets.unit})`,
      /** Null where none is numbered. */
      typeUnits: sql<number[] | null>`array_agg(${tickets.typeUnit}) filter (where ${tickets.typeUnit} is not null)`,
    })
    .from(tickets)
    .where(and(eq(tickets.eventId, eventId), inArray(tickets.status, [...owningStatuses])))
    .groupBy(tickets.poolId, tickets.ticketTypeId, sql`${tickets.status} = 'blocked'`);

/** Units that return to the stock, as the queue was told: sold ones of their types, blocked ones of a pool. */
type ToldReturn = {
  job: "give-back" | "unblock";
  payload: { returnId: string; generation: number } & Record<string, unknown>;
  units: { poolId: string; unit: number; ticketTypeId?: string }[];
  toldAt: Date;
};

async function returnsTold(tx: Transaction, eventId: string, returnsMs: number): Promise<ToldReturn[]> {
  const rows = await tx
    .select({
      job: sql<ToldReturn["job"]>`${outbox.job}`,
      payload: sql<ToldReturn["payload"]>`${outbox.payload}`,
      toldAt: outbox.createdAt,
    })
    .from(outbox)
    .where(
      and(
        inArray(outbox.job, ["give-back", "unblock"]),
        sql`${outbox.payload} ->> 'eventId' = ${eventId}`,
        gt(outbox.createdAt, sql`now() - ${returnsMs} * interval '1 ms'`),
      ),
    );
  return rows.map((row) => ({ ...row, units: unitsIn(row) }));
}

function unitsIn({ job, payload }: Pick<ToldReturn, "job" | "payload">): ToldReturn["units"] {
  if (job === "give-back") return payload.units as ToldReturn["units"];
  return (payload.units as number[]).map((unit) => ({ poolId: String(payload.poolId), unit }));
}
