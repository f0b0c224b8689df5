import { and, count, eq } from "drizzle-orm";
import { pools, ticketTypes } from "@/db/schema/events";
import { newId } from "@/lib/core/ids";
import { chargeStep } from "@/lib/core/money";
import { ok, refuse } from "@/lib/core/result";
import { changeEvent, type Stock } from "./change-event";
import type { Doer } from "./create-event";
import { type NewTicketType, noSuchAmount, ticketTypesMax } from "./event-input";

type Addition = Doer & {
  eventId: string;
  ticketTypeId: string;
  /** Sells from this pool; from places of its own where none is named. */
  poolId?: string | undefined;
  type: Omit<NewTicketType, "pool" | "kind">;
};

const invalid = (field: string, message: string) => refuse({ kind: "invalid_request", fields: { [field]: [message] } });

/** One more ticket type, also while the event sells. The same `ticketTypeId` again changes nothing. */
export function addTicketType({ ticketTypeId, poolId, type, ...target }: Addition, stock: Stock) {
  const change = { ...target, action: "ticket_type.added", targetId: ticketTypeId };
  return changeEvent(change, stock, async (tx, event) => {
    const of = eq(ticketTypes.eventId, event.id);
    const types = await tx.select({ id: ticketTypes.id, name: ticketTypes.name }).from(ticketTypes).where(of);
    if (types.some(({ id }) => id === ticketTypeId))
      return ok({ before: null, after: type, unchanged: true, sells: true });
    if (types.some(({ name }) => name === type.name)) return invalid("name", "Each ticket type has its own name");
    if (types.length >= ticketTypesMax)
      return refuse({ kind: "conflict", detail: "An event has at most 50 ticket types" });
    if (type.priceCents % chargeStep(event.currency)) return invalid("price", noSuchAmount);
    const { capacity, ...fields } = type;
    const own = poolId ?? newId();
    if (poolId) {
      const [pool] = await tx
        .select({ pools: count() })
        .from(pools)
        .where(and(eq(pools.id, poolId), eq(pools.eventId, event.id)));
      if (pool?.pools !== 1) return invalid("pool", "A pool of this event");
    } else {
      if (!capacity) return invalid("capacity", "Give a capacity or a pool");
      const inserted = await tx
        .insert(pools)
        .values({ id: own, eventId: event.id, name: type.name, range: capacity })
        .onConflictDoNothing()
        .returning({ id: pools.id });
      if (inserted.length === 0) return invalid("name", "A pool has this name");
    }
    const row = { ...fields, id: ticketTypeId, eventId: event.id, poolId: own, position: types.length };
    await tx.insert(ticketTypes).values({ ...row, capacity: poolId ? (capacity ?? null) : null });
    return ok({ before: null, after: { ...type, poolId: own }, sells: true });
  });
}
