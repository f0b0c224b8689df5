import { beforeAll, describe, expect, test } from "vitest";
import { aFan, call, type Fan, visa } from "../fixtures/fan";
import { anOrganization, seatedBody } from "../fixtures/organizer";
import { eventually } from "../fixtures/stack";

type Seating = { sections: { rows: { seats: { id: string }[] }[] }[] };
type Availability = { seats: { encoding: string; data: string } };

let organizer: Awaited<ReturnType<typeof anOrganization>>;
beforeAll(async () => {
  organizer = await anOrganization();
});

/** A balcony on sale: row A has an accessible seat, its companion's and four more, row B eight. */
async function aBalcony() {
  const { event } = (await organizer.ask("/events", { method: "POST", body: seatedBody() })).body;
  await organizer.ask(`/events/${event.id}/publish`, { method: "POST" });
  const seating = await call<Seating>(`/api/v1/events/${event.slug}/seating`);
  const ids = seating.body.sections.flatMap(({ rows }) => rows.flatMap(({ seats }) => seats.map(({ id }) => id)));
  const [floorId = "", typeId = ""] = event.ticketTypes.map(({ id }) => id);
  return { id: event.id, slug: event.slug, ids, typeId, floorId };
}

const ask = (fan: Fan, path: string, body: object) => fan.ask(`/api/v1${path}`, { method: "POST", body });
const statusesOf = async (slug: string) => {
  const { body } = await call<Availability>(`/api/v1/events/${slug}/availability`);
  const bits = [...Buffer.from(body.seats.data, "base64")].map((byte) => byte.toString(2).padStart(8, "0")).join("");
  return { encoding: body.seats.encoding, digits: bits.match(/../g)?.map((pair) => Number.parseInt(pair, 2)) ?? [] };
};

describe("seats, at the door", () => {
  test("are held, shown taken to everybody, bought and named on the tickets", async () => {
    const balcony = await aBalcony();
    expect(balcony.ids).toHaveLength(14);
    const [fan, other] = [await aFan(), await aFan()];
    const wanted = [balcony.ids[6], balcony.ids[7]];
    const held = await ask(fan, "/tickets/reserve", { eventId: balcony.id, seats: wanted });
    expect(held.status).toBe(200);
    expect(held.body.hold.units.map(({ seat }) => seat)).toMatchObject([
      { id: wanted[0], section: "Balcony", row: "B", number: 1 },
      { id: wanted[1], row: "B", number: 2 },
    ]);
    expect(held.body.hold.totalCents).toBe(7000);
    const refused = await ask(other, "/tickets/reserve", { eventId: balcony.id, seats: [wanted[1], balcony.ids[8]] });
    expect(refused).toMatchObject({ status: 409, body: { code: "seats_taken", seats: [wanted[1]] } });
    const seen = await eventually(
      () => statusesOf(balcony.slug),
      ({ digits }) => digits[6] === 1,
    );
    expect(seen.encoding).toBe("2bit-base64");
    expect(seen.digits.slice(0, 14)).toEqual([0, 0, 0, 0, 0, 0, 1, 1, 0, 0, 0, 0, 0, 0]);

    const bought = await fan.purchase(held.body.hold.id, visa);
    expect(bought.status).toBe(201);
    const order = await fan.ask(`/api/v1/orders/${bought.body.order.id}`);
    expect(order.body.order.tickets.map(({ seat }) => seat)).toEqual([
      { id: wanted[0], section: "Balcony", row: "B", number: 1 },
      { id: wanted[1], section: "Balcony", row: "B", number: 2 },
    ]);
    const sold = await eventually(
      () => statusesOf(balcony.slug),
      ({ digits }) => digits[6] === 2,
    );
    expect(sold.digits.slice(6, 8)).toEqual([2, 2]);
  });

  test("are found, changed and given up by rules that are told", async () => {
    const { id: eventId, typeId, floorId, ids } = await aBalcony();
    const fan = await aFan();
    const best = (quantity: number) => ({ bestAvailable: { ticketTypeId: typeId, quantity } });
    const found = await ask(fan, "/tickets/reserve", {
      eventId,
      ...best(4),
      items: [{ ticketTypeId: floorId, quantity: 1 }],
    });
    const names = found.body.hold.units.flatMap(({ seat }) => seat?.id ?? []);
    expect(names).toEqual(ids.slice(2, 6));
    const { id } = found.body.hold;
    const gap = await ask(fan, `/holds/${id}/change`, { seats: ids.slice(3, 5) });
    expect(gap).toMatchObject({ status: 409, body: { code: "conflict", rule: "single_gap", seats: [ids[2], ids[5]] } });
    const changed = await ask(fan, `/holds/${id}/change`, { seats: ids.slice(2, 4) });
    expect(changed.body.hold.units.map(({ seat }) => seat?.id)).toEqual(ids.slice(2, 4));
    const allowing = await organizer.ask(`/events/${eventId}`, {
      method: "PATCH",
      body: { hold: { singleGaps: true } },
    });
    expect(allowing.body.event.hold).toMatchObject({ singleGaps: true });
    expect((await ask(fan, `/holds/${id}/change`, { seats: ids.slice(3, 5) })).status).toBe(200);
    const needless = await ask(await aFan(), "/tickets/reserve", { eventId, seats: [ids[0]] });
    expect(needless.body).toMatchObject({ code: "conflict", rule: "accessible_need" });
    const needed = await ask(await aFan(), "/tickets/reserve", { eventId, ...best(2), accessible: 1 });
    expect(needed.body.hold.units.map(({ seat }) => seat?.id)).toEqual(ids.slice(0, 2));
    expect((await ask(fan, "/tickets/reserve", { eventId, seats: ["nowhere"] })).status).toBe(404);
  });
});
