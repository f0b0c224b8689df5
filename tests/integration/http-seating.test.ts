import { randomUUID } from "node:crypto";
import { beforeAll, describe, expect, test } from "vitest";
import { arena } from "@/lib/seating/demo/arena";
import { exportPlan } from "@/lib/seating/export-plan";
import { call } from "../fixtures/fan";
import { anOrganization, auditOf, eventBody, seatedBody } from "../fixtures/organizer";
import { aPlan } from "../fixtures/plan";
import { rows } from "../fixtures/stack";

type Organizer = Awaited<ReturnType<typeof anOrganization>>;
type Seating = {
  version: string;
  sections: { id: string; name: string; rows: { name: string; seats: { id: string }[] }[] }[];
};

let organizer: Organizer;
beforeAll(async () => {
  organizer = await anOrganization();
});

const post = (body: unknown) => ({ method: "POST", body });
const made = async (body: object) => {
  const { event } = (await organizer.ask("/events", post(body))).body;
  const publish = () => organizer.ask(`/events/${event.id}/publish`, { method: "POST" });
  return { ...event, publish };
};
const seatingOf = (slug: string, query = "") => call<Seating>(`/api/v1/events/${slug}/seating${query}`);

describe("an event whose sections are told row by row", () => {
  test("shows its seats once it is published, for good under the version it names", async () => {
    const event = await made(seatedBody());
    expect((await seatingOf(event.slug)).status).toBe(404);
    await event.publish();
    const { status, headers, body } = await seatingOf(event.slug);
    expect(status).toBe(200);
    expect(body.version).toBe(event.seatingVersion);
    expect(headers.get("cache-control")).toMatch(/^public, max-age=0, s-maxage=60/);
    expect(headers.get("set-cookie")).toBeNull();
    expect(body.sections).toMatchObject([{ name: "Balcony", rows: [{ name: "A" }, { name: "B" }] }]);
    expect(body.sections[0]?.rows[0]?.seats).toMatchObject([
      { number: 1, accessible: true },
      { number: 2, companion: true },
      { number: 3 },
      { number: 4 },
      { number: 5 },
      { number: 6 },
    ]);
    const kept = await seatingOf(event.slug, `?version=${body.version}`);
    expect(kept.headers.get("cache-control")).toBe("public, max-age=31536000, immutable");
    expect(kept.body).toEqual(body);
    expect((await seatingOf(event.slug, `?version=${randomUUID()}`)).status).toBe(404);
  });

  test("sells as many seats as its sections have, from a pool a section", async () => {
    const event = await made(seatedBody());
    expect(event.ticketTypes).toMatchObject([
      { name: "Standard", kind: "general", capacity: 30 },
      { name: "Seat", kind: "seated", capacity: 14 },
    ]);
    const pools = await rows("select name, range, section from pools where event_id = $1 order by name", [event.id]);
    expect(pools).toEqual([
      { name: "Balcony", range: 14, section: "s1" },
      { name: "Standard", range: 30, section: null },
    ]);
    // What is blocked is not for sale.
    await rows(
      `insert into tickets (id, event_id, pool_id, unit, status)
       select gen_random_uuid(), event_id, id, 3, 'blocked' from pools where event_id = $1 and section = 's1'`,
      [event.id],
    );
    const read = await organizer.ask(`/events/${event.id}`);
    expect(read.body.event.ticketTypes.map(({ capacity }) => capacity)).toEqual([30, 13]);
  });

  test("is made once for a key, with its plan", async () => {
    const asked = {
      ...post(seatedBody({ venue: { name: randomUUID(), city: "Berlin", country: "DE" } })),
      headers: { "Idempotency-Key": randomUUID() },
    };
    const [first, again] = [await organizer.ask("/events", asked), await organizer.ask("/events", asked)];
    expect(again.body).toEqual(first.body);
    const { plans } = (await organizer.ask("/seating-plans")).body;
    expect(plans.filter(({ id }) => id === first.body.event.seatingVersion)).toHaveLength(1);
  });

  test("an event without seats has no seating", async () => {
    const event = await made(eventBody());
    await event.publish();
    expect(event.seatingVersion).toBeNull();
    expect((await seatingOf(event.slug)).status).toBe(404);
  });
});

describe("a plan that is imported", () => {
  const named = () => aPlan({ name: `Hall ${randomUUID().slice(0, 8)}` });

  test("comes back byte by byte, and the same document is the same version", async () => {
    const plan = named();
    const first = await organizer.ask("/seating-plans", post(plan));
    expect(first).toMatchObject({ status: 201, body: { plan: { name: plan.name, number: 1, places: 45 } } });
    const { id } = first.body.plan;
    const exported = await organizer.ask<object>(`/seating-plans/${id}`);
    expect(`${JSON.stringify(exported.body)}\n`).toBe(exportPlan(plan));
    expect((await organizer.ask("/seating-plans", post(exported.body))).body).toEqual(first.body);
    const other = await organizer.ask("/seating-plans", post({ ...plan, stage: { x: 0, y: 0, width: 5, height: 5 } }));
    expect(other.body.plan).toMatchObject({ planId: first.body.plan.planId, number: 2 });
    expect(await auditOf(id)).toMatchObject([{ action: "seating_plan.imported" }]);
  });

  test("is told every fault by its name and place", async () => {
    const { sections, ...plan } = named();
    const twice = await organizer.ask("/seating-plans", post({ ...plan, sections: [...sections, ...sections] }));
    expect(twice.status).toBe(400);
    expect(twice.body.fields["sections.2"]?.[0]).toMatch(/^duplicate_section_id: /);
    expect(twice.body.fields["sections.2.rows.0.seats.0"]?.[0]).toMatch(
      /^duplicate_seat_id: Seat 1 of row A of Stalls/,
    );
  });

  test("may be as large as an arena, and is sold by category and by standing section", async () => {
    const plan = { ...arena(), name: `Arena ${randomUUID().slice(0, 8)}` };
    const { id } = (await organizer.ask("/seating-plans", post(plan))).body.plan;
    const event = await made(
      eventBody({
        seating: { plan: id },
        ticketTypes: [
          { name: "Floor ticket", priceCents: 6000, pool: "Floor" },
          { name: "Lower", kind: "seated", category: "lower", priceCents: 9000 },
          { name: "Lower, student", kind: "seated", category: "lower", priceCents: 7000 },
        ],
      }),
    );
    expect(event.ticketTypes.map(({ capacity }) => capacity)).toEqual([2500, 6710, 6710]);
    await event.publish();
    const { body } = await seatingOf(event.slug);
    expect(body.sections.flatMap((section) => section.rows.flatMap(({ seats }) => seats))).toHaveLength(20_000);
  });

  test("what a ticket type names has to be there, and be one's own", async () => {
    const { id } = (await organizer.ask("/seating-plans", post(named()))).body.plan;
    const type = { name: "A", kind: "seated", category: "a", priceCents: 100 };
    const fieldsOf = async (asker: Organizer, ...ticketTypes: object[]) => {
      const { status, body } = await asker.ask("/events", post(eventBody({ seating: { plan: id }, ticketTypes })));
      return status === 201 ? [] : Object.keys(body.fields);
    };
    expect(await fieldsOf(organizer, type)).toEqual([]);
    expect(await fieldsOf(organizer, { ...type, category: "vip" })).toEqual(["ticketTypes.0.category"]);
    expect(await fieldsOf(organizer, { ...type, capacity: 2 })).toEqual(["ticketTypes.0.capacity"]);
    expect(await fieldsOf(organizer, type, { name: "B", priceCents: 1, pool: "Stalls" })).toEqual([
      "ticketTypes.1.pool",
    ]);
    expect(await fieldsOf(organizer, type, { name: "Floor", priceCents: 1, capacity: 5 })).toEqual([
      "ticketTypes.1.name",
    ]);
    expect(await fieldsOf(await anOrganization(), type)).toEqual(["seating.plan"]);
  });
});
