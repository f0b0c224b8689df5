"use server";

import { revalidatePath, updateTag } from "next/cache";
import { after } from "next/server";
import { getTranslations } from "next-intl/server";
import { z } from "zod";
import { stock } from "@/app/api/v1/organizer/stock";
import { permittedAction } from "@/lib/auth/permitted-action";
import { eventTag } from "@/lib/cache/keys";
import { fieldsOf } from "@/lib/core/fields";
import { localeOf } from "@/lib/core/languages";
import { ok, type Result, refuse } from "@/lib/core/result";
import { uuid } from "@/lib/core/uuid";
import { addTicketType } from "@/lib/events/add-ticket-type";
import { blockSeats } from "@/lib/events/block-seats";
import { createEvent } from "@/lib/events/create-event";
import { createSeries } from "@/lib/events/create-series";
import { duplicateEvent } from "@/lib/events/duplicate-event";
import { detailsForm, eventForm } from "@/lib/events/event-form";
import { capacityMax } from "@/lib/events/event-input";
import type { EventView } from "@/lib/events/event-view";
import { publishReady, withdrawEvent } from "@/lib/events/publish-event";
import { eventById } from "@/lib/events/read-event";
import { removeTicketType } from "@/lib/events/remove-ticket-type";
import { updatePool } from "@/lib/events/resize-pool";
import { seatsInRow } from "@/lib/events/seats-in-row";
import { ticketTypeForm } from "@/lib/events/ticket-type-form";
import { unblockSeats } from "@/lib/events/unblock-seats";
import { updateEvent } from "@/lib/events/update-event";
import { updateTicketType } from "@/lib/events/update-ticket-type";
import { publishOutboxQuietly } from "@/lib/queue/publish-outbox";
import { announcing } from "@/lib/waiting-room/draw/announce-event";
import { testPayments } from "./test-payments";

const one = z.object({ eventId: uuid });

/** What was drawn from the event before is drawn anew, for fans and for the team. */
function told<Problem extends { kind: string }>(outcome: Result<EventView, Problem>) {
  if (!outcome.ok) return outcome;
  updateTag(eventTag(outcome.value.slug));
  revalidatePath("/dashboard", "layout");
  return ok({ eventId: outcome.value.id });
}

const create = permittedAction("events:write", eventForm, async ({ draftId, input, dates }, who) => {
  const [date, ...more] = dates;
  if (more.length === 0 && date)
    return told(await createEvent({ ...who, eventId: draftId, input: { ...input, ...date } }));
  const made = await createSeries({ ...who, seriesId: draftId, input, dates });
  if (!made.ok) return made;
  revalidatePath("/dashboard", "layout");
  return ok({ eventId: made.value.eventIds[0] ?? "" });
});
/** A draft, or one for each date. Sent again with the same `draftId` it makes nothing new. */
export const createDraft = async (shownId: string, raw: unknown) => create(raw, shownId);

const details = permittedAction("events:write", z.intersection(one, detailsForm), async ({ eventId, ...patch }, who) =>
  told(await updateEvent({ ...who, eventId, patch }, stock)),
);
export const saveDetails = async (raw: unknown) => details(raw);

const publish = permittedAction("events:write", one, async ({ eventId }, who) =>
  told(await announcing(await publishReady({ ...who, eventId, testPayments: testPayments() }, stock))),
);
export const publishDraft = async (raw: unknown) => publish(raw);

const withdraw = permittedAction("events:write", one, async ({ eventId }, who) =>
  told(await withdrawEvent({ ...who, eventId }, stock)),
);
export const withdrawToDraft = async (raw: unknown) => withdraw(raw);

const copy = permittedAction("events:write", one.extend({ newEventId: uuid }), async (ids, who) => {
  const source = await eventById(ids.eventId);
  if (!source) return refuse({ kind: "not_found" });
  const t = await getTranslations({ locale: localeOf.en, namespace: "events" });
  const title = t("copyOf", { title: source.title.slice(0, 180) });
  return told(await duplicateEvent({ ...who, ...ids, title }));
});
export const duplicate = async (raw: unknown) => copy(raw);

const typeFields = one.extend({ fields: z.looseObject({}), adds: z.boolean() });
const saveType = permittedAction("events:write", typeFields, async ({ eventId, fields, adds }, who) => {
  const event = await eventById(eventId);
  if (event?.organizer.id !== who.organizationId) return refuse({ kind: "not_found" });
  const read = ticketTypeForm(event).safeParse(fields);
  if (!read.success) return refuse({ kind: "invalid_request", fields: fieldsOf(read.error) });
  const { ticketTypeId, poolId, type } = read.data;
  const { capacity, ...rest } = type;
  if (adds) {
    const sized = { ...rest, ...(capacity && { capacity }) };
    return told(await addTicketType({ ...who, eventId, ticketTypeId, poolId, type: sized }, stock));
  }
  const patch = { ...rest, capacity: capacity ?? null };
  after(publishOutboxQuietly);
  return told(await updateTicketType({ ...who, eventId, ticketTypeId, patch }, stock));
});
export const saveTicketType = async (raw: unknown) => saveType(raw);

const pause = permittedAction(
  "events:write",
  one.extend({ ticketTypeId: uuid, paused: z.boolean() }),
  async ({ paused, ...ids }, who) => told(await updateTicketType({ ...who, ...ids, patch: { paused } }, stock)),
);
export const pauseType = async (raw: unknown) => pause(raw);

const remove = permittedAction("events:write", one.extend({ ticketTypeId: uuid }), async (ids, who) =>
  told(await removeTicketType({ ...who, ...ids }, stock)),
);
export const removeType = async (raw: unknown) => remove(raw);

const seatRange = one.extend({
  ...{ poolId: uuid, row: z.int().min(0).max(1000) },
  ...{ from: z.string().trim().min(1).max(40), to: z.string().trim().min(1).max(40) },
  blocked: z.boolean(),
});
const seats = permittedAction("events:write", seatRange, async ({ blocked, ...range }, who) => {
  const found = await seatsInRow({ ...who, ...range });
  if (!found.ok) return found;
  after(publishOutboxQuietly);
  const change = { ...who, eventId: range.eventId, seats: found.value.map(({ id }) => id) };
  const changed = told(await (blocked ? blockSeats : unblockSeats)(change, stock));
  if (changed.ok || changed.problem.kind !== "conflict") return changed;
  const others = new Set(changed.problem.seats);
  const numbers = found.value.flatMap(({ id, number }) => (others.has(id) ? number : []));
  return refuse({ ...changed.problem, seats: numbers });
});
export const saveSeats = async (raw: unknown) => seats(raw);

const places = z.object({ eventId: uuid, poolId: uuid, capacity: z.int().min(1).max(capacityMax) });
const pool = permittedAction("events:write", places, async (change, who) => {
  after(publishOutboxQuietly);
  return told(await updatePool({ ...who, ...change }, stock));
});
export const savePool = async (raw: unknown) => pool(raw);
