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
    })
    .from(tickets)
    .where(and(eq(tickets.eventId, eventId), inArray(tickets.status, [...owningStatuses])))
    .groupBy(tickets.poolId, tickets.ticketTypeId, sql`${tickets.status} = 'blocked'`);

type Payload = { returnId: string; units: { ticketTypeId: string; poolId: string; unit: number }[] };

const returnsTold = (tx: Transaction, eventId: string, returnsMs: number) =>
  tx
    .select({ payload: sql<Payload & Record<string, unknown>>`${outbox.payload}`, toldAt: outbox.createdAt })
    .from(outbox)
    .where(
      and(
        eq(outbox.job, "give-back"),
        sql`${outbox.payload} ->> 'eventId' = ${eventId}`,
        gt(outbox.createdAt, sql`now() - ${returnsMs} * interval '1 ms'`),
      ),
    );
