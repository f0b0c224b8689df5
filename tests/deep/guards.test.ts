import { beforeAll, describe, expect, test } from "vitest";
import { queue } from "@/lib/queue/client";
import { ticketMails } from "@/lib/queue/publish-outbox";
import { inTurns, patiently } from "../fixtures/crowd";
import { aFan, type Fan, visa } from "../fixtures/fan";
import { type Edits, withoutPostgresGuard, withScript } from "../fixtures/guards-off";
import { ownPlatform } from "../fixtures/platform";
import { aSale, intentsOf, sales } from "../fixtures/sale";
import { eventually, rawRedis, rows } from "../fixtures/stack";

const buyers = 300;
const stock = 100;
const priceCents = 2500;
const platform = ownPlatform({ instances: 2 });

let fans: Fan[] = [];
beforeAll(async () => {
  // Thousands of mails have nothing to say here.
  await queue().flowControl.pause(ticketMails.key);
  const homes = platform.apps.map(({ url }) => url);
  fans = await inTurns(Array.from({ length: buyers }), (_, index) => aFan("Ada Fan", homes[index % homes.length]));
});

type Sale = Awaited<ReturnType<typeof aSale>>;

/** Everyone wants one ticket and stays until told yes or no. */
const sellTo = (crowd: Fan[], { eventId, one }: Sale) =>
  inTurns(crowd, async (fan) => {
    const held = await patiently(() => fan.reserve(eventId, one, eventId));
    if (held.status !== 200) return { granted: false, ...held };
    return { granted: true, ...(await patiently(() => fan.purchase(held.body.hold.id, visa, eventId))) };
  });

/** What became of a rush: as its buyers were told, as Postgres has it and as Stripe's own book has it. */
async function rush(crowd = fans) {
  const sale = await aSale({ capacity: stock, priceCents, hold: { ttlSeconds: 600 } });
  const answers = await sellTo(crowd, sale);
  const told = answers.map(({ status, body }) => (status === 201 ? "sold" : `${status} ${body.code}`));
  const granted = answers.filter((answer) => answer.granted).length;
  return { sale, told, granted, ...(await settledBooksOf(sale.eventId)) };
}

async function booksOf(eventId: string) {
  const live = "status in ('claimed', 'valid', 'checked_in')";
  const tickets = await rows<{ unit: number; orderId: string }>(
    `select unit, order_id as "orderId" from tickets where event_id = $1 and ${live}`,
    [eventId],
  );
  const orders = await rows<{ id: string; intentId: string; status: string }>(
    `select id, status, payment_intent_id as "intentId" from orders where event_id = $1 and captured_at is not null`,
    [eventId],
  );
  const undecided = await rows("select 1 from orders where event_id = $1 and status in ('pending', 'closing')", [
    eventId,
  ]);
  return { tickets, orders, undecided, intents: await intentsOf(eventId) };
}

/** The books once nothing is on its way any more; a capture or a refusal may still be. */
const settledBooksOf = (eventId: string) =>
  eventually(
    () => booksOf(eventId),
    ({ undecided, intents }) => undecided.length === 0 && intents.every(({ status }) => status === "succeeded"),
    90_000,
  );

type Books = Awaited<ReturnType<typeof booksOf>>;

/** Whoever paid has a ticket, whoever has a ticket paid, once; nobody else is charged or kept waiting. */
function expectPaidForExactly({ tickets, orders, undecided, intents }: Books) {
  const received = intents.map((intent) => ({ id: intent.id, orderId: intent.metadata.orderId }));
  expect(received).toHaveLength(orders.length);
  expect(new Set(received.map(({ orderId }) => orderId))).toEqual(new Set(orders.map(({ id }) => id)));
  expect(new Set(received.map(({ id }) => id))).toEqual(new Set(orders.map(({ intentId }) => intentId)));
  expect(new Set(intents.map(({ status }) => status))).toEqual(new Set(["succeeded"]));
  expect(new Set(intents.map((intent) => intent.amount_received))).toEqual(new Set([priceCents]));
  expect(tickets.map(({ orderId }) => orderId).toSorted()).toEqual(orders.map(({ id }) => id).toSorted());
  expect(undecided).toEqual([]);
}

function expectExactly(outcome: Awaited<ReturnType<typeof rush>>, sold: number) {
  const { told, tickets } = outcome;
  expect(told.filter((word) => word === "sold")).toHaveLength(sold);
  expect(new Set(told.filter((word) => word !== "sold"))).toEqual(new Set(["409 sold_out"]));
  expect(tickets).toHaveLength(sold);
  expect(new Set(tickets.map(({ unit }) => unit)).size).toBe(sold);
  expectPaidForExactly(outcome);
}

const inRedis = async ({ eventId }: Sale) => (await sales(eventId)).ticketTypes[0];
const soldOut = { capacity: stock, sold: stock, held: 0, available: 0 };

// Redis's guard is the reserve script. It goes off from outside: the gateway has Redis run another in its place.
const boundless: Edits = [
  ["if plain and left <= 0 then", "if false then"],
  [" and quantity <= left and ", " and "],
  ["if not enough then return reply end", ""],
];
const forgetful: Edits = [
  ...boundless,
  ["local units = top + 1", `local units = top % ${stock} + 1`],
  [
    'numbers[#numbers + 1] = string.format("%d", unit)',
    `numbers[#numbers + 1] = string.format("%d", (unit - 1) % ${stock} + 1)`,
  ],
];

async function withoutRedisGuard<Value>(edits: Edits, work: () => Promise<Value>): Promise<Value> {
  const asked = await aSale();
  const [fan] = fans;
  if (fan) await patiently(() => fan.reserve(asked.eventId, asked.one, asked.eventId));
  return withScript("The two answers a rush is made of", edits, work);
}

const withoutRedis: [driver: "neon" | "pg", fault: string, edits: Edits][] = [
  ["neon", "gives units out again", forgetful],
  ["pg", "gives units out past the end", boundless],
];

describe.each(withoutRedis)("300 buyers at two apps want 100 tickets, with the driver %s", (driver, fault, edits) => {
  beforeAll(() => platform.restartApps({ DATABASE_DRIVER: driver }));

  test("both guards on: exactly 100 are sold", async () => {
    const outcome = await rush();
    expectExactly(outcome, stock);
    expect(await inRedis(outcome.sale)).toMatchObject(soldOut);
  });

  test(`Redis ${fault}: Postgres sells exactly 100, and the others are refused at the claim, uncharged`, async () => {
    const outcome = await withoutRedisGuard(edits, () => rush());
    expectExactly(outcome, stock);
    const { eventId } = outcome.sale;
    expect(outcome.granted).toBe(buyers);

    // Redis counted what it gave away; loaded anew, it says what Postgres has.
    await rawRedis().del(`inv:{${eventId}}:sale`);
    expect(
      await eventually(
        () => inRedis(outcome.sale),
        (type) => type?.sold === stock,
      ),
    ).toMatchObject(soldOut);
  });

  test("Postgres's index gone: Redis sells exactly 100", async () => {
    const outcome = await withoutPostgresGuard(() => rush());
    expectExactly(outcome, stock);
    expect(await inRedis(outcome.sale)).toMatchObject(soldOut);
  });

  test("control: with both guards off it oversells", async () => {
    const outcome = await withoutPostgresGuard(() => withoutRedisGuard(forgetful, () => rush()));
    expect(outcome.told.filter((word) => word === "sold").length).toBeGreaterThan(stock);
    expect(outcome.tickets.length).toBeGreaterThan(stock);
    expect(outcome.intents.filter(({ status }) => status === "succeeded").length).toBeGreaterThan(stock);
    expect(new Set(outcome.tickets.map(({ unit }) => unit)).size).toBeLessThan(outcome.tickets.length);
  });
});
