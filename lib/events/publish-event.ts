import { eq, sql } from "drizzle-orm";
import type { Transaction } from "@/db/client";
import { events } from "@/db/schema/events";
import { ok, refuse } from "@/lib/core/result";
import { changeEvent, type EventRecord, type Stock } from "./change-event";
import type { Doer } from "./create-event";

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
