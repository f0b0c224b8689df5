import { and, eq, ne } from "drizzle-orm";
import { hasSeats } from "@/db/queries/capacity";
import { pools, ticketTypes } from "@/db/schema/events";
import { newId } from "@/lib/core/ids";
import { chargeStep } from "@/lib/core/money";
import { ok, refuse } from "@/lib/core/result";
import { changeEvent, type Stock } from "./change-event";
import type { Doer } from "./create-event";
import { ticketTypesMax } from "./event-input";
import type { FormProblem } from "./form-reader";
import type { NewTicketType } from "./new-event";
import type { TicketTypeFields } from "./ticket-type-form";

type Addition = Doer & {
  eventId: string;
  ticketTypeId: string;
  /** Sells from this pool; from places of its own where none is named. */
  poolId?: string | undefined;
  type: Omit<NewTicketType, "pool" | "kind">;
};

const invalid = (field: keyof TicketTypeFields, problem: FormProblem) =>
  refuse({ kind: "invalid_request", fields: { [field]: [problem] } });

/**
 * One more ticket type, also while the event sells. The same `ticketTypeId` again changes nothing. What is wrong with
 * a field is `invalid_request`, in the words of its form; a `conflict` says that there are as many as there may be, or
 * that the id is another event's.
 */
export function addTicketType({ ticketTypeId, poolId, type, ...target }: Addition, stock: Stock) {
  const change = { ...target, action: "ticket_type.added", targetId: ticketTypeId };
  return changeEvent(change, stock, async (tx, event) => {
    const [elsewhere] = await tx
      .select({ id: ticketTypes.id })
      .from(ticketTypes)
      .where(and(eq(ticketTypes.id, ticketTypeId), ne(ticketTypes.eventId, event.id)));
    if (elsewhere) return refuse({ kind: "conflict", detail: "Another event has this ticket type" });
    const of = eq(ticketTypes.eventId, event.id);
    const types = await tx.select({ id: ticketTypes.id, name: ticketTypes.name }).from(ticketTypes).where(of);
    if (types.some(({ id }) => id === ticketTypeId))
      return ok({ before: null, after: type, unchanged: true, sells: true });
    if (types.some(({ name }) => name === type.name)) return invalid("name", "name_twice");
    if (types.length >= ticketTypesMax)
      return refuse({ kind: "conflict", detail: "An event has at most 50 ticket types" });
    if (type.priceCents % chargeStep(event.currency)) return invalid("price", "not_an_amount");
    const { capacity, ...fields } = type;
    const own = poolId ?? newId();
    if (poolId) {
      const [pool] = await tx
        .select()
        .from(pools)
        .where(and(eq(pools.id, poolId), eq(pools.eventId, event.id)));
      if (!pool || (await hasSeats(tx, pool))) return invalid("pool", "choose_pool");
    } else {
      if (!capacity) return invalid("capacity", "required");
      const inserted = await tx
        .insert(pools)
        .values({ id: own, eventId: event.id, name: type.name, range: capacity })
        .onConflictDoNothing()
        .returning({ id: pools.id });
      if (inserted.length === 0) return invalid("name", "name_twice");
    }
    const row = { ...fields, id: ticketTypeId, eventId: event.id, poolId: own, position: types.length };
    await tx.insert(ticketTypes).values({ ...row, capacity: poolId ? (capacity ?? null) : null });
    return ok({ before: null, after: { ...type, poolId: own }, sells: true });
  });
}
