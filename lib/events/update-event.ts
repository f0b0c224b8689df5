import { and, count, eq, sql } from "drizzle-orm";
import type { Transaction } from "@/db/client";
import { nextVersion } from "@/db/queries/waiting-rooms";
import { events, ticketTypes } from "@/db/schema/events";
import { merge } from "@/lib/core/merge";
import { chargeStep } from "@/lib/core/money";
import { ok, type Result, refuse } from "@/lib/core/result";
import { changeEvent, type EventRecord, type Refusal, type Stock } from "./change-event";
import { checkRoom } from "./check-room";
import { type Doer, venueOf } from "./create-event";
import { waitingRoomSettings } from "./defaults";
import { type EventPatch, noSuchAmount } from "./event-input";
import { auditedRoom } from "./room-audit";

type Update = Doer & { eventId: string; patch: EventPatch };

/** The columns a patch changes; settings keep the parts it does not name. */
function columnsOf({ venue: _, hold, fees, waitingRoom, ...plain }: EventPatch, event: EventRecord) {
  return {
    ...plain,
    ...(hold && { hold: merge(event.hold, hold) }),
    ...(fees && { fees: merge(event.fees, fees) }),
    ...(waitingRoom && { waitingRoom: waitingRoomSettings(event.waitingRoom, waitingRoom) }),
  };
}

function check(patch: EventPatch, event: EventRecord): Result<void, Refusal> {
  const { slug, startsAt = event.startsAt, endsAt = event.endsAt, fees, currency = event.currency } = patch;
  if (endsAt && endsAt <= startsAt) return refuse({ kind: "invalid_request", fields: { endsAt: ["After startsAt"] } });
  if ((fees?.fixedCents ?? 0) % chargeStep(currency)) {
    return refuse({ kind: "invalid_request", fields: { "fees.fixedCents": [noSuchAmount] } });
  }
  if (slug && slug !== event.slug && event.publishedAt) {
    return refuse({ kind: "conflict", detail: "The address of a published event is known: it stays" });
  }
  return ok(undefined);
}

const before = (columns: Record<string, unknown>, { waitingRoom, ...event }: EventRecord) =>
  Object.fromEntries(
    Object.entries({ ...event, waitingRoom: auditedRoom(waitingRoom) }).filter(([name]) => name in columns),
  );

const isTaken = (error: unknown) =>
  error instanceof Error && (error.cause as { constraint?: unknown } | undefined)?.constraint === "events_slug_unique";

/** A draft's prices are numbers until it sells; once it did, they were somebody's money. */
async function checkCurrency(tx: Transaction, currency: string | undefined, event: EventRecord) {
  if (!currency || currency === event.currency) return ok(undefined);
  if (event.publishedAt) return refuse({ kind: "conflict", detail: "The currency of a published event stays" });
  const uneven = sql`${ticketTypes.priceCents} % ${chargeStep(currency)} <> 0`;
  const [found] = await tx
    .select({ types: count() })
    .from(ticketTypes)
    .where(and(eq(ticketTypes.eventId, event.id), uneven));
  return found?.types ? refuse({ kind: "invalid_request", fields: { currency: [noSuchAmount] } }) : ok(undefined);
}

/** Changes what the patch names. Whoever holds tickets keeps the price they were shown. */
export async function updateEvent({ patch, ...target }: Update, stock: Stock) {
  try {
    return await changeEvent({ ...target, action: "event.updated" }, stock, async (tx, event) => {
      const checked = check(patch, event);
      if (!checked.ok) return checked;
      const fits = await checkCurrency(tx, patch.currency, event);
      if (!fits.ok) return fits;
      const { venue } = patch;
      const moved = venue !== undefined && { venueId: await venueOf(tx, event.organizationId, venue) };
      const columns = { ...columnsOf(patch, event), ...moved };
      if (columns.waitingRoom) {
        const stays = await checkRoom(tx, event, columns.waitingRoom);
        if (!stays.ok) return stays;
        await nextVersion(tx, event.id);
      }
      if (Object.keys(columns).length > 0) await tx.update(events).set(columns).where(eq(events.id, event.id));
      const sells = Boolean(patch.hold ?? patch.fees ?? patch.taxes ?? patch.currency);
      const after = { ...columns, ...(columns.waitingRoom && { waitingRoom: auditedRoom(columns.waitingRoom) }) };
      return ok({ before: before(columns, event), after, sells });
    });
  } catch (error) {
    if (isTaken(error)) return refuse({ kind: "conflict", detail: "Another event has this slug" });
    throw error;
  }
}
