import { and, count, eq, isNull } from "drizzle-orm";
import type { Transaction } from "@/db/client";
import { pools, ticketTypes } from "@/db/schema/events";
import { ok, refuse } from "@/lib/core/result";
import { changeEvent, type Stock } from "./change-event";
import type { Doer } from "./create-event";

type Removal = Doer & { eventId: string; ticketTypeId: string };

/** A section of a seating plan keeps its pool: its units are seats. */
async function removeUnused(tx: Transaction, poolId: string) {
  const [left] = await tx.select({ types: count() }).from(ticketTypes).where(eq(ticketTypes.poolId, poolId));
  if (left?.types === 0) await tx.delete(pools).where(and(eq(pools.id, poolId), isNull(pools.section)));
}

/** Takes a ticket type out of an event nobody has seen yet, with its pool if no other sells from it. */
export function removeTicketType({ ticketTypeId, ...target }: Removal, stock: Stock) {
  const change = { ...target, action: "ticket_type.removed", targetId: ticketTypeId };
  return changeEvent(change, stock, async (tx, event) => {
    const types = await tx.select().from(ticketTypes).where(eq(ticketTypes.eventId, event.id));
    const type = types.find(({ id }) => id === ticketTypeId);
    if (!type) return refuse({ kind: "not_found" });
    if (event.publishedAt) {
      return refuse({ kind: "conflict", detail: "A published ticket type stays: end its sale instead" });
    }
    if (types.length === 1) return refuse({ kind: "conflict", detail: "An event keeps at least one ticket type" });
    await tx.delete(ticketTypes).where(and(eq(ticketTypes.id, type.id), eq(ticketTypes.eventId, event.id)));
    if (type.poolId !== null) await removeUnused(tx, type.poolId);
    return ok({ before: type, after: null, sells: true });
  });
}
