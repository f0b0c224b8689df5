import { and, eq } from "drizzle-orm";
import { primary, type Transaction } from "@/db/client";
import { insertAudit } from "@/db/queries/audit";
import { events, pools, ticketTypes } from "@/db/schema/events";
import { venues } from "@/db/schema/venues";
import type { Grant } from "@/lib/core/grant";
import { newId } from "@/lib/core/ids";
import { invariant } from "@/lib/core/invariant";
import { merge } from "@/lib/core/merge";
import { ok, type Result, refuse } from "@/lib/core/result";
import { sectionPools } from "@/lib/seating/section-pools";
import { defaults, waitingRoomSettings } from "./defaults";
import type { EventPatch } from "./event-input";
import type { EventView } from "./event-view";
import type { NewEvent } from "./new-event";
import { eventNow } from "./read-event";
import { categoryOf } from "./seating-input";
import { type Misfit, type Seating, seatingOf } from "./seating-of";
import { slugCandidates } from "./slug";

export type Doer = Grant<"events:write">;
type Creation = Doer & { input: NewEvent; eventId?: string };
type Outcome = Result<EventView, { kind: "conflict"; detail: string } | Misfit>;
type DraftInput = NewEvent & { posterPath?: string };
type Draft = {
  id: string;
  organizationId: string;
  seriesId?: string;
  input: DraftInput;
  seating?: Seating | undefined;
  slugs: string[];
};

/** The organization's venue of this name, made at its first event; null where there is none. */
export async function venueOf(tx: Transaction, organizationId: string, venue: EventPatch["venue"]) {
  if (!venue) return null;
  const { name, city, country, address = "" } = venue;
  const same = and(
    eq(venues.organizationId, organizationId),
    eq(venues.name, name),
    eq(venues.city, city),
    eq(venues.country, country),
  );
  const [known] = await tx.select({ id: venues.id }).from(venues).where(same).limit(1);
  if (known) return known.id;
  const id = newId();
  await tx.insert(venues).values({ id, organizationId, name, city, country, address });
  return id;
}

/** Takes the first free address. False when all are taken, or when this very event is there already. */
async function insertEvent(tx: Transaction, row: Omit<typeof events.$inferInsert, "slug">, slugs: string[]) {
  for (const slug of slugs) {
    const inserted = await tx
      .insert(events)
      .values({ ...row, slug })
      .onConflictDoNothing()
      .returning({ id: events.id });
    if (inserted.length > 0) return true;
  }
  return false;
}

async function insertTypes(tx: Transaction, eventId: string, input: DraftInput, seating: Seating | undefined) {
  const sections = seating ? sectionPools(eventId, seating.plan) : [];
  const shared = input.pools.map(({ name, capacity }) => ({ id: newId(), eventId, name, range: capacity }));
  const own = input.ticketTypes
    .filter(({ pool, kind }) => !pool && kind !== "seated")
    .map(({ name, capacity }) => ({ id: newId(), eventId, name, range: capacity ?? 0 }));
  const homes = [...sections, ...shared, ...own];
  await tx.insert(pools).values(homes);
  const types = input.ticketTypes.map(({ pool, kind, capacity, category, ...fields }, position) => {
    const type = { ...fields, id: newId(), eventId, position };
    if (kind === "seated") {
      const sold = categoryOf(input.seating ?? {}, { name: type.name, category });
      invariant(sold, "a seated ticket type sells a category");
      return { ...type, kind, category: sold };
    }
    const home = homes.find(({ name }) => name === (pool ?? type.name));
    invariant(home, "every ticket type has a pool");
    // A pool of one's own is the cap already.
    return { ...type, poolId: home.id, capacity: pool ? (capacity ?? null) : null };
  });
  await tx.insert(ticketTypes).values(types);
}

/** A draft with everything it sells. False when its address is taken, or when this very event is there already. */
export async function insertDraft(tx: Transaction, { input, seating, slugs, organizationId, ...place }: Draft) {
  const { slug: _slug, venue, pools: _pools, ticketTypes: _types, seating: _seating, ...fields } = input;
  const row = {
    ...fields,
    ...place,
    organizationId,
    seatingPlanVersionId: seating?.versionId ?? null,
    venueId: await venueOf(tx, organizationId, venue),
    hold: merge(defaults.hold, input.hold),
    fees: merge(defaults.fees, input.fees),
    taxes: input.taxes ?? [],
    waitingRoom: waitingRoomSettings(defaults.waitingRoom, input.waitingRoom),
  };
  if (!(await insertEvent(tx, row, slugs))) return false;
  await insertTypes(tx, place.id, input, seating);
  return true;
}

/** A draft with everything it sells. The same `eventId` again finds the event made before. */
export async function createEvent({ input, eventId = newId(), ...doer }: Creation): Promise<Outcome> {
  const { organizationId } = doer;
  const slugs = input.slug ? [input.slug] : slugCandidates(input.title);
  const inserted = await primary().transaction(async (tx) => {
    const seating = await seatingOf(tx, organizationId, input);
    if (!seating.ok) return seating;
    if (!(await insertDraft(tx, { id: eventId, organizationId, input, seating: seating.value, slugs })))
      return ok(false);
    await insertAudit(tx, { ...doer, action: "event.created", targetId: eventId, after: input });
    return ok(true);
  });
  if (!inserted.ok) return inserted;
  const event = await eventNow(eventId);
  if (inserted.value || event?.organizer.id === organizationId) {
    invariant(event, "an event just made can be read");
    return ok(event);
  }
  return refuse({ kind: "conflict", detail: "Another event has this slug" });
}
