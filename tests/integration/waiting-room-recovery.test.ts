import { expect, test } from "vitest";
import { patiently } from "../fixtures/crowd";
import { call, visa } from "../fixtures/fan";
import { aHotSale, aWaiter, figuresOf, loseRoom, photograph, steer } from "../fixtures/room";
import { asOrganizer } from "../fixtures/sale";
import { eventually, rows } from "../fixtures/stack";

type Saved = { issued: string; admitted: string; left: string };

/** Until Postgres knows that three joined, two were let in and one of them left: whoever asks for the state sees to it. */
async function saved(slug: string, eventId: string) {
  const known = await eventually(
    async () => {
      await call(`/api/v1/events/${slug}/queue/state`);
      const [row] = await rows<Saved>(
        `select issued, admitted, (select count(*) from waiting_room_people p where p.event_id = r.event_id and p.left) as left
         from waiting_rooms r where event_id = $1`,
        [eventId],
      );
      return row;
    },
    (row) => row?.left === "1",
    30_000,
  );
  expect(known).toEqual({ issued: "3", admitted: "2", left: "1" });
}

test.each(["lost", "rolled back"])(
  "a room that its store has %s gives numbers above the highest, lets nobody twice in, and those inside buy",
  async (how) => {
    const sale = await aHotSale({ maxActive: 2 });
    const takeBack = await photograph(sale.eventId);
    const [inside, gone, behind] = [aWaiter(sale.slug), aWaiter(sale.slug), aWaiter(sale.slug)];
    const [first, second, third] = [await inside.join(), await gone.join(), await behind.join()].map(
      ({ body }) => body,
    );
    const pass = await inside.enter(first?.ticket ?? "");
    await gone.leave(await gone.enter(second?.ticket ?? ""));
    await saved(sale.slug, sale.eventId);

    await (how === "lost" ? loseRoom(sale.eventId) : takeBack());
    const late = aWaiter(sale.slug);
    const joined = (await late.join()).body;
    expect(joined.number).toBeGreaterThan(3);
    expect((await gone.claim(second?.ticket ?? "")).status).toBe(410);
    expect((await gone.join()).body.state).toBe("gone");
    // One of two slots is taken by who was inside.
    await behind.enter(third?.ticket ?? "");
    expect(await figuresOf(sale.eventId)).toMatchObject({ active: 2, admitted: 3 });
    expect((await late.claim(joined.ticket)).status).toBe(202);

    const renewed = (await inside.renew(pass)).body.pass;
    const { hold } = (await inside.reserve(sale.eventId, sale.one, renewed)).body;
    const paid = await inside.ask("/api/v1/tickets/purchase", "POST", {
      body: { holdId: hold.id, buyer: { name: "Ada", email: "ada@example.com" }, payment: visa },
      pass: renewed,
    });
    expect(paid.status).toBe(201);
    expect(await late.enter(joined.ticket)).toEqual(expect.any(String));
  },
);

test("whoever waited when all passes were taken back keeps their place, also where the store is lost then", async () => {
  const sale = await aHotSale({ maxActive: 1, burst: 1 });
  const [inside, behind] = [aWaiter(sale.slug), aWaiter(sale.slug)];
  const [first, second] = [(await inside.join()).body, (await behind.join()).body];
  await inside.enter(first.ticket);
  await eventually(
    async () => {
      await call(`/api/v1/events/${sale.slug}/queue/state`);
      await behind.claim(second.ticket);
      return rows("select 1 from waiting_room_people where event_id = $1 and here", [sale.eventId]);
    },
    (here) => here.length === 1,
    30_000,
  );
  const { status } = await asOrganizer(`/events/${sale.eventId}/waiting-room/revoke`, "POST", { all: true });
  expect(status).toBe(200);
  await loseRoom(sale.eventId);
  expect((await behind.join(second.ticket)).body).toMatchObject({ number: second.number });
  expect((await inside.join(first.ticket)).body.state).toBe("gone");
});

test("how fast any line was joined says how far above the highest the next number is", async () => {
  const { slug, eventId } = await aHotSale();
  await steer(eventId, { lanes: [{ lane: "presale", share: 50, codes: ["FANCLUB-26"] }] });
  await eventually(
    () => aWaiter(slug).joinBy("FANCLUB-26"),
    ({ status }) => status === 200,
  );
  await Promise.all(Array.from({ length: 50 }, () => patiently(() => aWaiter(slug).joinBy("FANCLUB-26"))));
  const peak = await eventually(
    async () => {
      await call(`/api/v1/events/${slug}/queue/state`);
      const [row] = await rows<{ peak: number }>("select peak from waiting_rooms where event_id = $1", [eventId]);
      return row?.peak ?? 0;
    },
    (seen) => seen > 0,
    30_000,
  );
  expect(peak).toBeGreaterThan(0);
});

test("a crowd that meets the loss at once recovers the room once: their numbers have no gap", async () => {
  const { slug, eventId } = await aHotSale();
  await loseRoom(eventId);
  const crowd = Array.from({ length: 200 }, () => aWaiter(slug));
  const places = await Promise.all(crowd.map((waiter) => patiently(() => waiter.join())));
  const numbers = places.map(({ body }) => Number(body.number)).toSorted((a, b) => a - b);
  const [lowest = 0] = numbers;
  expect(lowest).toBeGreaterThan(0);
  expect(numbers).toEqual(Array.from({ length: 200 }, (_, index) => lowest + index));
});
