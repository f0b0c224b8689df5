import { eq, sql } from "drizzle-orm";
import type { Transaction } from "@/db/client";
import { ownedUnits } from "@/db/queries/managed-events";
import { events } from "@/db/schema/events";
import { ok, type Result, refuse } from "@/lib/core/result";
import { changeEvent, type EventRecord, type Refusal, type Stock } from "./change-event";
import type { Doer } from "./create-event";
import type { EventView } from "./event-view";
import { type Obstacle, publishCheck } from "./publish-check";
import { eventNow } from "./read-event";

type Target = Doer & { eventId: string };
type Status = EventRecord["status"];

/** Moves an event to a status; already there is no change, and a cancelled event stays cancelled. */
const moveTo =
  (status: Status, also: Record<string, unknown> = {}) =>
  async (tx: Transaction, event: EventRecord) => {
    const change = { before: { status: event.status }, after: { status } };
    if (event.status === status) return ok({ ...change, sells: true, unchanged: true });
    if (event.status === "cancelled") return refuse({ kind: "conflict", detail: "The event is cancelled" });
    await tx
      .update(events)
      .set({ status, ...also })
      .where(eq(events.id, event.id));
    return ok({ ...change, sells: true });
  };

/** On sale from now, within the windows of its ticket types. */
export const publishEvent = (target: Target, stock: Stock) =>
  changeEvent(
    { ...target, action: "event.published" },
    stock,
    moveTo("published", { publishedAt: sql`coalesce(${events.publishedAt}, now())` }),
  );

type Readiness = { testPayments: boolean };
export type NotReady = { kind: "not_ready"; obstacles: Obstacle[] };

/** As `publishEvent`, unless something stands in the way: `not_ready` names it. */
export async function publishReady(
  { testPayments, ...target }: Target & Readiness,
  stock: Stock,
): Promise<Result<EventView, Refusal | NotReady>> {
  const event = await eventNow(target.eventId);
  if (event?.organizer.id !== target.organizationId) return refuse({ kind: "not_found" });
  const { obstacles } = publishCheck(event, { now: new Date(), testPayments });
  return obstacles.length > 0 ? refuse({ kind: "not_ready", obstacles }) : publishEvent(target, stock);
}

/** Back to a draft while nobody has a ticket or is paying for one: later its fans would find no page. */
export const withdrawEvent = (target: Target, stock: Stock) =>
  changeEvent({ ...target, action: "event.unpublished" }, stock, async (tx, event) => {
    const units = await ownedUnits(event.id, tx);
    if (units > 0) return refuse({ kind: "conflict", detail: `${units} tickets of this event are sold` });
    return moveTo("draft")(tx, event);
  });

/** Out of sale and out of sight; what is held can no longer be claimed, what is sold stays sold. */
export const unpublishEvent = (target: Target, stock: Stock) =>
  changeEvent({ ...target, action: "event.unpublished" }, stock, moveTo("draft"));

/** For good. The new generation makes every hold of before unclaimable. */
export const cancelEvent = (target: Target, stock: Stock) =>
  changeEvent(
    { ...target, action: "event.cancelled" },
    stock,
    moveTo("cancelled", { generation: sql`${events.generation} + 1` }),
  );
