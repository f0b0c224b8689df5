import type { Stack } from "../local/stack/start-stack";
import { buy } from "./buy";
import { cpuMicros } from "./cpu";
import { drained, pauseQueue } from "./queue";
import { atLeast, figure, type Report } from "./report";
import { interleave } from "./rounds";
import { aSale, type Sale } from "./sale";
import { type Bench, roundsMin, withPostgres } from "./stage";
import { buyAtVendure, startVendure } from "./vendure-shop";

const atOnce = 16;
const orders = 16;
const ample = 1_000_000;
const scarce = 100;
const buyers = 300;
const parts = ["app", "redisRest", "neon", "stripe", "qstash", "mail"] as const;

type Rush = { paid: number; elapsedMs: number };
type Round = { perSecond: number; cpuMs: Record<string, number> };

/**
 * P12: paid orders a second, 16 at once, from a fan nobody has met to tickets, beside Vendure on the same Postgres: with
 * all that follows a sale delivered before the clock stops, and with the queue paused. Then 300 buyers for 100 tickets.
 */
export const purchase: Bench = async ({ supervisor, stack: open, say }) => {
  const stack = await open();
  const sale = await aSale(stack.file, ample);
  const vendure = await startVendure(supervisor, stack, [ample, scarce]);
  say("both shops are open");

  const buyOurs = (of: Sale) => () => buy(stack.file.services.app.url, of);
  const contenders = [
    { name: "delivered", measure: () => delivered(stack, buyOurs(sale)) },
    { name: "queue paused", measure: () => paused(stack, buyOurs(sale)) },
    { name: "vendure", measure: () => alone(() => buyAtVendure(vendure, 1)) },
  ];
  // Code that is not yet compiled says nothing about a rush.
  await interleave(1, contenders);
  const rounds = await interleave(roundsMin, contenders);
  await assertMailed(stack, sale);

  const last = await aSale(stack.file, scarce);
  const { paid } = await rush(buyers, buyOurs(last));
  await assertTickets(stack, last, paid);
  const there = await rush(buyers, () => buyAtVendure(vendure, 2));

  const rates = (name: string) => rounds(name).map(({ perSecond }) => perSecond);
  return {
    figures: [
      ...figuresOf("all delivered", rounds("delivered")),
      ...figuresOf("queue paused", rounds("queue paused")),
      figure("paid orders, Vendure", "a second", rates("vendure")),
      figure(`sold of ${scarce} to ${buyers} buyers`, "tickets", [paid]),
      figure(`sold of ${scarce} to ${buyers} buyers, Vendure`, "tickets", [there.paid]),
    ],
    budgets: [
      atLeast("P12", "all delivered, to Vendure", rates("delivered"), rates("vendure"), 5),
      atLeast("P12", "queue paused, to Vendure", rates("queue paused"), rates("vendure"), 20),
    ],
    notes: ["every paid order has its mail; of the scarce ones as many tickets are valid as were sold"],
  } satisfies Report;
};

function figuresOf(name: string, rounds: Round[]) {
  const cpu = (part: string) => rounds.map(({ cpuMs }) => cpuMs[part] ?? 0);
  const rate = rounds.map(({ perSecond }) => perSecond);
  return [
    figure(`paid orders, ${name}`, "a second", rate),
    ...parts.map((part) => figure(`  CPU of ${part}`, "ms an order", cpu(part))),
  ];
}

/** So many buyers, 16 at a time; each says whether it has paid. */
async function rush(count: number, buyOne: () => Promise<boolean>): Promise<Rush> {
  const began = performance.now();
  let [next, paid] = [0, 0];
  const one = async () => {
    while (next < count) {
      next += 1;
      if (await buyOne()) paid += 1;
    }
  };
  await Promise.all(Array.from({ length: atOnce }, one));
  return { paid, elapsedMs: performance.now() - began };
}

async function alone(buyOne: () => Promise<boolean>): Promise<Round> {
  const { paid, elapsedMs } = await rush(orders, buyOne);
  if (paid !== orders) throw new Error(`${orders} wanted to buy, ${paid} could.`);
  return { perSecond: (paid * 1000) / elapsedMs, cpuMs: {} };
}

/** The clock stops when the last mail and the last row of the analytics have been delivered. */
async function delivered(stack: Stack, buyOne: () => Promise<boolean>): Promise<Round> {
  const [began, before] = [performance.now(), cpuOf(stack)];
  await alone(buyOne);
  await drained(stack);
  const perSecond = (orders * 1000) / (performance.now() - began);
  return { perSecond, cpuMs: since(stack, before) };
}

/** Nothing is delivered while the clock runs; it is, before the next round begins. */
async function paused(stack: Stack, buyOne: () => Promise<boolean>): Promise<Round> {
  const queue = await pauseQueue(stack);
  const before = cpuOf(stack);
  try {
    const { perSecond } = await alone(buyOne);
    return { perSecond, cpuMs: since(stack, before) };
  } finally {
    await queue.resume();
    await drained(stack);
  }
}

const cpuOf = ({ file }: Stack) => parts.map((part) => cpuMicros(file.services[part].pid ?? process.pid));

function since(stack: Stack, before: number[]): Record<string, number> {
  const now = cpuOf(stack);
  return Object.fromEntries(parts.map((part, at) => [part, ((now[at] ?? 0) - (before[at] ?? 0)) / 1000 / orders]));
}

async function assertMailed(stack: Stack, { eventId }: Sale) {
  const text = `select count(*)::int n from orders o where event_id = $1 and captured_at is not null and not exists
    (select 1 from processed_messages m where m.consumer = 'send-tickets' and m.message_id = o.id::text)`;
  const missing = await count(stack, text, eventId);
  if (missing > 0) throw new Error(`${missing} paid orders have no mail.`);
}

async function assertTickets(stack: Stack, { eventId }: Sale, paid: number) {
  const text = "select count(*)::int n from tickets where event_id = $1 and status = 'valid'";
  const valid = await count(stack, text, eventId);
  if (paid !== scarce || valid !== scarce) throw new Error(`Of ${scarce}, ${paid} were sold and ${valid} are valid.`);
}

const count = (stack: Stack, text: string, eventId: string): Promise<number> =>
  withPostgres(stack, async (client) => (await client.query(text, [eventId])).rows[0].n);
