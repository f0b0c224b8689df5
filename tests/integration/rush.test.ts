import { expect, test } from "vitest";
import { inTurns, patiently } from "../fixtures/crowd";
import { aFan, visa } from "../fixtures/fan";
import { aSale, intentsOf, sales } from "../fixtures/sale";
import { eventually, rows } from "../fixtures/stack";

const buyers = 300;
const stock = 100;

test("300 buyers, 64 at once, 100 tickets: exactly 100 are sold, everyone else is told so cleanly", async () => {
  const sale = await aSale({ capacity: stock, hold: { ttlSeconds: 120 } });
  const fans = await inTurns(Array.from({ length: buyers }), () => aFan());

  const outcomes = await inTurns(fans, async (fan) => {
    const held = await patiently(() => fan.reserve(sale.eventId, sale.one, "k"));
    return held.status === 200 ? patiently(() => fan.purchase(held.body.hold.id, visa, "k")) : held;
  });

  const bought = outcomes.filter(({ status }) => status === 201);
  const refused = outcomes.filter(({ status }) => status !== 201);
  expect(bought).toHaveLength(stock);
  expect(new Set(refused.map(({ status, body }) => `${status} ${body.code}`))).toEqual(new Set(["409 sold_out"]));

  const tickets = await rows<{ unit: number }>("select unit from tickets where event_id = $1 and status = 'valid'", [
    sale.eventId,
  ]);
  expect(new Set(tickets.map(({ unit }) => unit)).size).toBe(stock);
  expect(
    await rows("select 1 from orders where event_id = $1 and captured_at is not null", [sale.eventId]),
  ).toHaveLength(stock);
  const intents = await intentsOf(sale.eventId);
  expect(intents.filter(({ amount_received }) => amount_received === 2500)).toHaveLength(stock);
  expect(intents).toHaveLength(stock);
  expect((await sales(sale.eventId)).ticketTypes[0]).toMatchObject({ sold: stock, held: 0, available: 0 });
}, 180_000);

test("holds that nobody buys all return: available and held are exact again", async () => {
  const sale = await aSale({ capacity: stock, hold: { ttlSeconds: 15 } });
  const fans = await inTurns(Array.from({ length: 40 }), () => aFan());
  const held = await inTurns(fans, (fan) => patiently(() => fan.reserve(sale.eventId, sale.two, "k")));
  expect(held.every(({ status }) => status === 200)).toBe(true);
  expect((await sales(sale.eventId)).ticketTypes[0]).toMatchObject({ held: 80, available: 20 });

  const after = await eventually(
    () => sales(sale.eventId),
    ({ ticketTypes }) => ticketTypes[0]?.held === 0,
    90_000,
  );
  expect(after.ticketTypes[0]).toMatchObject({ sold: 0, held: 0, available: stock });
}, 180_000);
