import { expect, test } from "vitest";
import {
  begins,
  books,
  type Crashed,
  capacity,
  captures,
  claims,
  commits,
  confirms,
  crashAtEach,
  creates,
  mails,
  publishes,
  sells,
  stateOf,
} from "../fixtures/crash";
import { patiently } from "../fixtures/crowd";
import { call } from "../fixtures/fan";
import { ownPlatform } from "../fixtures/platform";
import { brokenPromises } from "../fixtures/promises";
import { mailsTo } from "../fixtures/sale";
import { eventually, stack } from "../fixtures/stack";
import { unsettled } from "../fixtures/unsettled";

// A minute of the queue's takes three seconds; everything else takes its time.
const platform = ownPlatform({ environment: { QSTASH_TIME_SCALE: "0.05" } });

// No order is stuck two minutes after a fault is over.
const recoveredWithinMs = 120_000;

const post = (url: string, body: object) => call(url, { method: "POST", body });
const webhooks = (mode: "hold" | "normal") => post(`${stack.stripe}/_local/webhooks`, { mode });
const schedules = (what: "pause" | "resume") => post(`${stack.queue}/_local/${what}`, { schedules: true });

/** Nothing but the purchases themselves moves an order. */
async function quiet() {
  await webhooks("hold");
  await schedules("pause");
}

type Message = { url: string; scheduleId?: string; createdAt: number };

async function scheduledSince(startedAt: number) {
  const { messages } = (await call<{ messages: Message[] }>(`${stack.queue}/_local/messages`)).body;
  return messages.filter(({ scheduleId, createdAt }) => scheduleId && createdAt > startedAt).map(({ url }) => url);
}

const troubles = async (crashed: Crashed[]) =>
  Object.fromEntries(
    await Promise.all(crashed.map(async (one) => [one.name, await unsettled(one, capacity)] as const)),
  );
const none = (crashed: Crashed[]) => Object.fromEntries(crashed.map(({ name }) => [name, []]));
const areSettled = (found: Record<string, string[]>) => Object.values(found).every(({ length }) => length === 0);
const recovery = (crashed: Crashed[]) => eventually(() => troubles(crashed), areSettled, recoveredWithinMs);

/** Each point with the state right after the kill and the state now, shown as a table. */
async function statesOf(crashed: Crashed[]) {
  const states = await Promise.all(
    crashed.map(async ({ name, orderId, left }) => [name, { left, now: await stateOf(orderId) }] as const),
  );
  const lines = states.map(([name, { left, now }]) => `  ${name.padEnd(16)} ${left.padEnd(34)} ${now}\n`);
  process.stdout.write(`\n  ${"killed".padEnd(16)} ${"order / intent after the kill".padEnd(34)} at the end\n`);
  process.stdout.write(lines.join(""));
  return Object.fromEntries(states);
}

/** The fan asks again with the same key: the same order, or the same refusal. */
async function expectSameAnswers(crashed: Crashed[]) {
  for (const { name, orderId, eventId, repeat } of crashed) {
    const isSold = (await stateOf(orderId)).startsWith("captured");
    for (let time = 1; time <= 2; time++) {
      const { status, body } = await patiently(repeat);
      expect([name, status, isSold ? body.order.id : body.code]).toEqual(
        isSold ? [name, 201, orderId] : [name, 410, "hold_expired"],
      );
    }
    expect([name, await brokenPromises(eventId)]).toEqual([name, []]);
  }
}

const unsold = { left: "none / none", now: "expired / none" };
const captured = (left: string) => ({ left, now: "captured / succeeded" });
const done = captured("captured / succeeded");

test("killed before or after any step, every purchase is brought to its end by schedules and webhooks alone", async () => {
  await quiet();
  // Mails first: the queue waits longest before it tries a third time.
  const told = await crashAtEach([...mails, ...publishes], platform);
  const untold = [...begins, ...claims, ...creates, ...confirms, ...commits, ...captures, ...books, ...sells];
  const bought = await crashAtEach(untold, platform);
  const crashed = [...told, ...bought];

  // The control: with schedules and webhooks held back nothing recovers, and the same check says so.
  const [lapsing, ...others] = bought;
  expect(lapsing?.name).toBe("before begin");
  const standing = await troubles(others);
  for (const [name, found] of Object.entries(standing)) expect([name, found]).not.toEqual([name, []]);
  expect(standing["after confirm"]).toContain("an intent left requires_capture");
  expect(standing["after capture"]).toContain("a paid order without its money booked");

  await webhooks("normal");
  await schedules("resume");
  expect(await recovery(crashed)).toEqual(none(crashed));
  expect(await statesOf(crashed)).toEqual({
    "before begin": { left: "none / none", now: "none / none" },
    "after begin": unsold,
    "before claim": unsold,
    "after claim": { left: "pending / none", now: "expired / none" },
    "before create": { left: "pending / none", now: "expired / none" },
    // Nobody was ever given this intent, and no card can be asked for it.
    "after create": { left: "pending / requires_payment_method", now: "expired / requires_payment_method" },
    "before confirm": { left: "pending / requires_payment_method", now: "expired / canceled" },
    "after confirm": captured("pending / requires_capture"),
    "before commit": captured("pending / requires_capture"),
    "after commit": captured("paid / requires_capture"),
    "before capture": captured("paid / requires_capture"),
    "after capture": captured("paid / succeeded"),
    "before book": captured("paid / succeeded"),
    "after book": done,
    "before sell": done,
    "after sell": done,
    "before publish": done,
    "after publish": done,
    "before mail": done,
    "after mail": done,
  });
  const sentTwice = told.find(({ name }) => name === "after mail");
  const copies = await eventually(
    () => mailsTo(sentTwice?.fan.email ?? ""),
    ({ length }) => length > 1,
    recoveredWithinMs,
  );
  expect(copies.length).toBeGreaterThan(1);
  await expectSameAnswers(crashed);
}, 600_000);

/**
 * Stripe has nothing to tell of the others: before its card is asked an intent has no event, and once the money is
 * booked its events change nothing: what is left is in the outbox, in the queue, or a hold for the sweep.
 */
test("with the queue's schedules stopped, Stripe's webhooks alone finish every purchase whose card was asked", async () => {
  await quiet();
  const startedAt = Date.now();
  const askedStripe = [...confirms.slice(1), ...commits, ...captures, ...books.slice(0, 1)];
  const crashed = await crashAtEach(askedStripe, platform);
  expect(areSettled(await troubles(crashed))).toBe(false);

  await webhooks("normal");
  expect(await recovery(crashed)).toEqual(none(crashed));
  expect(await statesOf(crashed)).toEqual({
    "after confirm": captured("pending / requires_capture"),
    "before commit": captured("pending / requires_capture"),
    "after commit": captured("paid / requires_capture"),
    "before capture": captured("paid / requires_capture"),
    "after capture": captured("paid / succeeded"),
    "before book": captured("paid / succeeded"),
  });
  expect(await scheduledSince(startedAt)).toEqual([]);
  await expectSameAnswers(crashed);
  await schedules("resume");
  expect(
    await eventually(
      () => scheduledSince(startedAt),
      ({ length }) => length > 0,
    ),
  ).not.toEqual([]);
}, 600_000);
