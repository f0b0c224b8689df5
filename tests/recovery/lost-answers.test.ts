import { setTimeout as sleep } from "node:timers/promises";
import { createTransport } from "nodemailer";
import pg from "pg";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { audit } from "@/lib/audit/audit";
import { orderIdOf } from "@/lib/orders/order-id";
import { type Answer, aFan, call, callOnce, visa } from "../fixtures/fan";
import type { Hold } from "../fixtures/hold-points";
import { ownPlatform } from "../fixtures/platform";
import { callsOf, type Names, type PurchaseCall, parts, pointsOf, toldIds } from "../fixtures/purchase-calls";
import { intentOf, mailsTo } from "../fixtures/sale";
import { eventually, rawRedis, rows, stack } from "../fixtures/stack";
import { anEvent } from "../fixtures/world";

// Each minute is six seconds for the queue and for Stripe's webhooks.
const platform = ownPlatform({ environment: { QSTASH_TIME_SCALE: "0.1", STRIPE_TIME_SCALE: "0.1" } });

const failuresMax = 5;
const patienceMs = 60_000;
const restMs = 150_000;
const atOnce = 8;

/** As a client must: 5xx and a broken connection are asked again after Retry-After, five times at most; 202 until it ends. */
async function patiently(ask: () => Promise<Answer>): Promise<Answer> {
  const end = Date.now() + patienceMs;
  for (let failures = 0; ; ) {
    const answer = await ask().catch(() => undefined);
    const isFailure = answer === undefined || answer.status >= 500;
    if (isFailure) failures += 1;
    if (answer && !isFailure && answer.status !== 202 && answer.body.code !== "conflict") return answer;
    if (failures > failuresMax || Date.now() > end) throw new Error(`no end of it: ${answer?.status}`);
    await sleep(isFailure ? 1000 * Number(answer?.headers.get("retry-after") ?? 1) : 250);
  }
}

type Bought = Names & { orderId: string; poolId: string; email: string };
type Watch = { isPatient?: boolean; known?: (names: Names) => Promise<void>; made?: (names: Names) => Promise<void> };

/** Two tickets of an event of its own, by the public contract alone. `known` and `made` may set a trap on the way. */
async function buyTwo({ isPatient = true, known, made }: Watch = {}): Promise<Bought> {
  const { eventId, typeId, poolIds } = await anEvent({ types: [{ maxPerCustomer: 4 }] });
  const fan = await aFan("Ada Fan", stack.url, callOnce);
  const buyer = { name: "Ada", email: `lost.${eventId}@example.com` };
  const persist = isPatient ? patiently : (ask: () => Promise<Answer>) => ask();
  await known?.({ eventId, typeId });
  const items = [{ ticketTypeId: typeId, quantity: 2 }];
  const held = await persist(() => fan.reserve(eventId, items, `hold-${eventId}`));
  expect([held.status, held.body.code]).toEqual([200, undefined]);
  const holdId = held.body.hold.id;
  const orderId = orderIdOf(holdId);
  await known?.({ eventId, typeId, orderId });
  const paying = persist(() => fan.purchase(holdId, visa, `pay-${eventId}`, buyer));
  const [bought] = await Promise.all([paying, made?.({ eventId, typeId, orderId })]);
  expect([bought.status, bought.body.order?.id]).toEqual([201, orderId]);
  return { eventId, typeId, orderId, poolId: poolIds[0] ?? "", email: buyer.email };
}

const capacity = 10;
// Straight to the stores: what the test reads is no call of a purchase.
let facts: pg.Pool | undefined;

const wanted = {
  orders: [{ status: "paid", captured: true, tickets: "valid, valid" }],
  ledger: [`capture processor 5000`, `capture organizer_payable -5000`],
  counted: 2,
  undone: 0,
  intents: [["succeeded", 5000, 0]],
  messageIds: 1,
  facts: 1,
  stock: { sold: 2, held: 0, available: 8 },
};

/** What became of a purchase, from outside: both stores, Stripe, the mailbox, the reports. */
async function outcomeOf({ eventId, typeId, orderId, poolId, email }: Bought): Promise<typeof wanted> {
  const [found] = await rows<Pick<typeof wanted, "orders" | "ledger" | "counted" | "undone">>(
    `select
       (select json_agg(json_build_object('status', o.status, 'captured', o.captured_at is not null, 'tickets',
          (select string_agg(t.status::text, ', ') from tickets t where t.order_id = o.id))) from orders o
        where o.event_id = $1) as orders,
       (select json_agg(split_part(transaction, ':', 1) || ' ' || account || ' ' || amount_cents order by id)
        from ledger_entries where order_id = $2) as ledger,
       (select units from customer_counts where ticket_type_id = $3 and customer = 'email:' || $4) as counted,
       (select count(*)::int from outbox where id = any($5) and done_at is null) as undone`,
    [eventId, orderId, typeId, email, toldIds(orderId)],
  );
  const { intents } = (await call(`${stack.stripe}/_local/ledger`)).body;
  const mails = await mailsTo(email);
  const recorded = await facts?.query("select 1 from order_facts where order_id = $1", [orderId]);
  const short = typeId.slice(-12);
  const fields = [`sold:${short}`, `held:${short}`, `top:${poolId}`, `freed:${poolId}`];
  const [sold = 0, held = 0, top = 0, freed = 0] = (await rawRedis().hmget(`inv:{${eventId}}:sale`, ...fields)).map(
    Number,
  );
  return {
    orders: found?.orders ?? [],
    ledger: found?.ledger ?? [],
    counted: found?.counted ?? 0,
    undone: found?.undone ?? 0,
    intents: intents
      .filter(({ metadata }) => metadata.orderId === orderId)
      .map(({ status, amount_received, amount_capturable }) => [status, amount_received, amount_capturable]),
    messageIds: new Set(mails.map(({ headers }) => headers["message-id"])).size,
    facts: recorded?.rowCount ?? 0,
    stock: { sold, held, available: capacity - top + freed },
  };
}

const isAsWithout = (outcome: typeof wanted) => JSON.stringify(outcome) === JSON.stringify(wanted);

type Manner = "answer lost" | "answer lost twice" | "lost on its way";
type Visit = { call: PurchaseCall; manner: Manner };

/** One purchase that meets this call's loss. Throws when the call never came, or the fan got no tickets. */
async function visit({ call: { part, by, nth, match }, manner }: Visit): Promise<Bought> {
  const points = pointsOf(platform, part);
  let trap: { id: string; match: string } | undefined;
  const set = async (names: Names) => {
    const name = names[by];
    if (trap || !name) return;
    const text = by === "orderId" && part === "neon" ? `(${[name, ...toldIds(name)].join("|")})` : name;
    const one = {
      match: match(text),
      when: manner === "lost on its way" ? "before" : "after",
      dropAnswer: true,
    } as const;
    trap = await points.hold({ ...one, nth });
    if (manner === "answer lost twice") await points.hold({ ...one, nth: nth + 1 });
  };
  const made = async (names: Names) => {
    if (by !== "intentId") return;
    const intent = await eventually(
      () => intentOf(names.orderId ?? ""),
      (found) => found !== undefined,
    );
    await set({ ...names, ...(intent && { intentId: intent.id }) });
    await pointsOf(platform, "stripe").release();
  };
  const known = async (names: Names) => {
    await set(names);
    // The intent's name is known once it is made: nothing goes on before its trap is set.
    if (by === "intentId" && names.orderId) {
      await points.hold({ match: `/^POST \\S+payment_intents order:${names.orderId} /`, when: "after" });
    }
  };
  const bought = await buyTwo({ known, made });
  if (!trap) throw new Error("no trap was set");
  await points.reached(trap);
  return bought;
}

/** A trap that nobody met would be a fault of whatever is asked next. */
const heal = () => Promise.all(parts.map((part) => pointsOf(platform, part).clear()));

let calls: PurchaseCall[] = [];

/** Of a purchase that nothing disturbed: one that had to ask again is none, and gives no calls. */
const recordedCalls = () =>
  callsOf(platform, async (begin) => {
    const known = ({ orderId }: Names) => (orderId ? Promise.resolve() : begin());
    const bought = await buyTwo({ isPatient: false, known });
    await eventually(() => outcomeOf(bought), isAsWithout);
    return { ...bought, intentId: (await intentOf(bought.orderId))?.id ?? "" };
  }).catch(() => []);

const webhooks = (mode: string) => call(`${stack.stripe}/_local/webhooks`, { method: "POST", body: { mode } });
const schedules = (action: "pause" | "resume") =>
  call(`${stack.queue}/_local/${action}`, { method: "POST", body: { schedules: true } });

/** Nothing asks about every event, or about this purchase from another side: the jobs of each minute and webhooks wait. */
async function learnedCalls(): Promise<PurchaseCall[]> {
  await webhooks("hold");
  await schedules("pause");
  const underWay = async () => (await call<{ pending: number }>(`${stack.queue}/_local/messages`)).body.pending;
  expect(await eventually(underWay, (count) => count === 0, restMs)).toBe(0);
  const found = await eventually(recordedCalls, ({ length }) => length > 0, 120_000);
  await schedules("resume");
  await webhooks("normal");
  return found;
}

beforeAll(async () => {
  facts = new pg.Pool({ connectionString: process.env.ANALYTICS_DATABASE_URL, max: 2 });
  // The next purchase finds every script and page warm: it makes the calls that each one makes.
  const first = await buyTwo();
  expect(await eventually(() => outcomeOf(first), isAsWithout, restMs)).toEqual(wanted);
  calls = await learnedCalls();
}, 480_000);
afterAll(() => facts?.end());

test("the calls of a purchase are all found: those we know are among them", () => {
  const kinds = (part: string) => calls.filter((one) => one.part === part).map(({ kind }) => kind);
  const begins = (part: string, begin: string) => kinds(part).filter((kind) => kind.startsWith(begin)).length;
  for (const script of [
    "Units of one or several ticket types for one fan",
    "From here only the order ends the hold",
    "The order is paid: its hold ends",
    "SET rebuilding",
  ]) {
    expect([script, begins("redis", script)]).toEqual([script, 1]);
  }
  for (const statement of [
    'update "events" set "generation"',
    'commit of select "status", "generation", "hold"',
    'commit of update "orders" set "status"',
    'insert into "orders"',
    'insert into "tickets"',
    'insert into "customer_counts"',
    'with "begun" as (update "orders" set "payment_intent_id"',
    "with captured as ( update orders set captured_at",
    'update "outbox" set "published_at" = now()',
    'insert into "order_facts"',
    'insert into "processed_messages"',
  ]) {
    expect([statement, begins("neon", statement)]).toEqual([statement, 1]);
  }
  expect(begins("neon", 'update "outbox" set "published_at" = coalesce')).toBe(2);
  expect(kinds("stripe")).toEqual([
    "POST payment_intents",
    "POST payment_intents/…/confirm",
    "POST payment_intents/…/capture",
  ]);
  expect(kinds("qstash").sort()).toEqual(["DELIVER record-order", "DELIVER send-tickets", "POST /v2/batch"]);
});

test("and nothing but them: another purchase, at another moment of the minute, makes the same calls", async () => {
  const names = (found: PurchaseCall[]) => found.map(({ part, kind, nth }) => `${part} ${kind} (${nth})`).sort();
  expect(names(await learnedCalls())).toEqual(names(calls));
}, 240_000);

describe("one answer lost", () => {
  /** Every visit, so many at once; then all come to rest while the schedules run as shipped. */
  async function visitAll(visits: Visit[]): Promise<string[]> {
    expect(visits.length).toBeGreaterThan(0);
    const waiting = visits.values();
    const broken: string[] = [];
    const bought = new Map<Visit, Bought>();
    const nameOf = ({ call: { part, kind, nth }, manner }: Visit) => `${manner}: ${part} ${kind} (${nth})`;
    const worker = async () => {
      for (const one of waiting) {
        await visit(one)
          // A webhook may have been there first and left nothing of this call to make: once more.
          .catch(() => visit(one))
          .then((result) => bought.set(one, result))
          .catch((error: unknown) => broken.push(`${nameOf(one)}: ${error}`));
      }
    };
    await Promise.all(Array.from({ length: atOnce }, worker));
    const end = Date.now() + restMs;
    for (const [one, purchase] of bought) {
      const outcome = await eventually(() => outcomeOf(purchase), isAsWithout, Math.max(0, end - Date.now()));
      if (!isAsWithout(outcome)) broken.push(`${nameOf(one)}: ${JSON.stringify(outcome)}`);
    }
    await heal();
    return broken;
  }

  const each = (manner: Manner, of: (one: PurchaseCall) => boolean = () => true) =>
    calls.filter(of).map((one): Visit => ({ call: one, manner }));

  test("at every call of a purchase, after the work was done: the outcome is the same as without", async () => {
    expect(await visitAll(each("answer lost"))).toEqual([]);
  }, 400_000);

  test("and the answer to the client's own second try too", async () => {
    const twice = each("answer lost twice", ({ part, kind }) => part !== "neon" && !kind.startsWith("DELIVER"));
    expect(twice.length).toBeGreaterThan(8);
    expect(await visitAll(twice)).toEqual([]);
  }, 400_000);

  test("at every call of a purchase, before anything of it was done: the outcome is the same as without", async () => {
    expect(await visitAll(each("lost on its way"))).toEqual([]);
  }, 400_000);

  test("and when the publisher never hears what it leased, the next one tells it all the same", async () => {
    const points = pointsOf(platform, "neon");
    const lost: Bought[] = [];
    for (const _ of [1, 2, 3]) {
      const lease = { match: 'update "outbox" set "leased_until" = now()', when: "after", dropAnswer: true } as const;
      let trap: Hold | undefined;
      const made = async () => {
        trap = await points.hold(lease);
      };
      lost.push(await buyTwo({ made }));
      if (trap) await points.reached(trap);
    }
    for (const one of lost) expect(await eventually(() => outcomeOf(one), isAsWithout, restMs)).toEqual(wanted);
  }, 400_000);

  test("after all of that the auditor finds nothing broken", async () => {
    const found = await eventually(
      () => audit({ lateMs: 0, tellLateMs: 0 }),
      (findings) => findings.length === 0,
      60_000,
    );
    expect(found).toEqual([]);
  }, 120_000);
});

test("a purchase that went wrong would be seen: unpaid, miscounted, or told by two mails", async () => {
  const bought = await buyTwo();
  const end = () => eventually(() => outcomeOf(bought), isAsWithout);
  expect(await end()).toEqual(wanted);
  const sold = `sold:${bought.typeId.slice(-12)}`;
  await rawRedis().hincrby(`inv:{${bought.eventId}}:sale`, sold, 1);
  expect((await outcomeOf(bought)).stock).not.toEqual(wanted.stock);
  await rawRedis().hincrby(`inv:{${bought.eventId}}:sale`, sold, -1);
  expect(await end()).toEqual(wanted);

  const post = createTransport(process.env.SMTP_URL);
  await post.sendMail({ from: "a@example.com", to: bought.email, subject: "again", text: "again" });
  post.close();
  expect(
    (
      await eventually(
        () => outcomeOf(bought),
        ({ messageIds }) => messageIds > 1,
      )
    ).messageIds,
  ).toBe(2);
  expect((await outcomeOf({ ...bought, orderId: bought.eventId })).intents).toEqual([]);
});
