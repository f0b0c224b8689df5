import { primary } from "@/db/client";
import { insertAudit } from "@/db/queries/audit";
import { typeRows } from "@/db/queries/events";
import { ownEventRow, poolsOfEvents } from "@/db/queries/managed-events";
import { invariant } from "@/lib/core/invariant";
import { ok, type Result, refuse } from "@/lib/core/result";
import { type Doer, insertDraft } from "./create-event";
import type { EventView } from "./event-view";
import { eventNow } from "./read-event";
import { seatingOf } from "./seating-of";
import { slugCandidates } from "./slug";

type Copy = Doer & { eventId: string; newEventId: string; title: string };

async function inputOf({ event, venue }: NonNullable<Awaited<ReturnType<typeof ownEventRow>>>, title: string) {
  const [types, pools] = await Promise.all([typeRows([event.id]), poolsOfEvents([event.id])]);
  const { summary, description, category, posterPath, startsAt, endsAt, timezone, currency } = event;
  // A code that was handed out for one night opens nothing on another.
  const { opensAt, lanes: _, ...waitingRoom } = event.waitingRoom;
  return {
    ...{ title, summary, description, category, posterPath, startsAt, endsAt, timezone, currency },
    ...(venue && { venue }),
    ...{ hold: event.hold, fees: event.fees, taxes: event.taxes },
    waitingRoom: { ...waitingRoom, ...(opensAt && { opensAt: new Date(opensAt) }) },
    ...(event.seatingPlanVersionId && { seating: { plan: event.seatingPlanVersionId } }),
    pools: pools.flatMap(({ name, capacity, section }) =>
      section === null ? { name, capacity: Math.max(capacity, 1) } : [],
    ),
    ticketTypes: types.map(({ type }) => {
      const { name, description, kind, priceCents, maxPerOrder, maxPerCustomer, visibility } = type;
      const { saleStartsAt, saleEndsAt, capacity } = type;
      const terms = { maxPerOrder, maxPerCustomer, visibility, saleStartsAt, saleEndsAt };
      const fields = { name, description, kind, priceCents, ...terms };
      if (type.category !== null) return { ...fields, category: type.category };
      const pool = pools.find(({ id }) => id === type.poolId)?.name;
      invariant(pool, "a ticket type has a pool");
      return { ...fields, pool, ...(capacity !== null && { capacity }) };
    }),
  };
}

/** The same once more, as a draft with nothing sold. The same `newEventId` again finds the copy made before. */
export async function duplicateEvent({
  eventId,
  newEventId,
  title,
  ...doer
}: Copy): Promise<Result<EventView, { kind: "not_found" }>> {
  const { organizationId } = doer;
  const source = await ownEventRow(organizationId, eventId);
  if (!source) return refuse({ kind: "not_found" });
  const input = await inputOf(source, title);
  await primary().transaction(async (tx) => {
    const slugs = slugCandidates(title);
    const seating = await seatingOf(tx, organizationId, input);
    invariant(seating.ok, "what an event sells fits the plan it is on");
    if (!(await insertDraft(tx, { id: newEventId, organizationId, input, seating: seating.value, slugs }))) return;
    await insertAudit(tx, {
      ...doer,
      action: "event.duplicated",
      targetId: newEventId,
      after: { from: eventId, title },
    });
  });
  const event = await eventNow(newEventId);
  return event?.organizer.id === organizationId ? ok(event) : refuse({ kind: "not_found" });
}
