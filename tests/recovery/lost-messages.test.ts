import { randomUUID } from "node:crypto";
import { describe, expect, test } from "vitest";
import { orderIdOf } from "@/lib/orders/order-id";
import { queue } from "@/lib/queue/client";
import { reopenOutbox } from "@/lib/queue/reopen-outbox";
import { outboxId } from "@/lib/queue/tell";
import { patiently } from "../fixtures/crowd";
import { aFan, call, visa } from "../fixtures/fan";
import { ownPlatform } from "../fixtures/platform";
import { pointsOf } from "../fixtures/purchase-calls";
import { aSale, mailsTo } from "../fixtures/sale";
import { eventually, rows } from "../fixtures/stack";

// A minute of the queue's takes 600 ms here; what Postgres counts is not shortened.
const timeScale = 0.01;
const platform = ownPlatform({ environment: { QSTASH_TIME_SCALE: String(timeScale) } });

const attempts = 6;
/** A publisher that died, or met a queue that was too slow, is followed by the next one's lease. */
const patienceMs = 90_000;

/** One ticket bought, whose mail job is cut off at its first `lost` deliveries. */
async function aPurchase({ lost }: { lost: number }) {
  const [fan, sale] = [await aFan(), await aSale()];
  const { hold } = (await patiently(() => fan.reserve(sale.eventId, sale.one, "k"))).body;
  const orderId = orderIdOf(hold.id);
  for (let nth = 1; nth <= lost; nth++) {
    const match = `/^DELIVER \\S+\\/send-tickets .*${orderId}/`;
    await pointsOf(platform, "qstash").hold({ match, when: "before", nth, dropAnswer: true });
  }
  expect((await patiently(() => fan.purchase(hold.id, visa, "k"))).status).toBe(201);
  return { orderId, email: fan.email, rowId: outboxId("send-tickets", orderId) };
}

type Message = { messageId: string; state: string; url: string; body: string; deduplicationId: string };

/** What the queue was given to deliver for this row, in order. */
async function messagesOf(rowId: string): Promise<Message[]> {
  const { messages } = (await call<{ messages: Message[] }>(`${platform.services.qstash.url}/_local/messages`)).body;
  return messages.filter(({ body }) => body.includes(rowId)).reverse();
}

const messageIn = (rowId: string, state: string) =>
  eventually(
    async () => (await messagesOf(rowId)).find((message) => message.state === state),
    (found) => found !== undefined,
    patienceMs,
  );

/** How long the queue decided to wait before each retry, in its own ms. */
async function waits(messageId = "") {
  const { logs } = await queue().logs({ messageIds: [messageId] });
  const retries = logs.filter(({ state }) => state === "RETRY").reverse();
  return retries.map(({ time, nextDeliveryTime = 0 }) => Math.round((nextDeliveryTime - time) / timeScale));
}

const rowOf = async (id: string) =>
  (
    await rows<{ reopened: number; done: boolean }>(
      "select reopened, done_at is not null as done from outbox where id = $1",
      [id],
    )
  )[0];

const arrived = (email: string) =>
  eventually(
    () => mailsTo(email),
    (mails) => mails.length > 0,
    patienceMs,
  );

describe("a mail job that fails", () => {
  test("twice is tried again after 5 and 10 s, and the mail comes once", async () => {
    const { email, rowId } = await aPurchase({ lost: 2 });
    expect(await arrived(email)).toHaveLength(1);
    const message = await messageIn(rowId, "DELIVERED");
    expect(await waits(message?.messageId)).toEqual([5_000, 10_000]);
    expect(await rowOf(rowId)).toEqual({ reopened: 0, done: true });
  });

  test("at every delivery is never left alone for more than a minute, then lost to the dead letters", async () => {
    const { email, rowId } = await aPurchase({ lost: attempts });
    const message = await messageIn(rowId, "FAILED");
    expect(await waits(message?.messageId)).toEqual([5_000, 10_000, 20_000, 40_000, 60_000]);
    const { messages } = await queue().dlq.listMessages();
    expect(messages.filter(({ body }) => body?.includes(rowId))).toHaveLength(1);
    expect(await mailsTo(email)).toEqual([]);
    expect(await rowOf(rowId)).toEqual({ reopened: 0, done: false });
  });

  test("and is lost is published again as another message, and mailed once; what was done is not told again", async () => {
    const [lost, done] = [await aPurchase({ lost: attempts }), await aPurchase({ lost: 0 })];
    await messageIn(lost.rowId, "FAILED");
    expect(await arrived(done.email)).toHaveLength(1);
    await messageIn(done.rowId, "DELIVERED");
    // Its jobs of each minute have run, and it is too early for them.
    expect(await messagesOf(lost.rowId)).toHaveLength(1);

    const earlier = "created_at = created_at - interval '3 min', published_at = published_at - interval '3 min'";
    await rows(`update outbox set ${earlier} where id = any($1)`, [[lost.rowId, done.rowId]]);
    expect(await arrived(lost.email)).toHaveLength(1);
    await messageIn(lost.rowId, "DELIVERED");

    expect((await messagesOf(lost.rowId)).map(({ state, deduplicationId }) => [state, deduplicationId])).toEqual([
      ["FAILED", `${lost.rowId}-0`],
      ["DELIVERED", `${lost.rowId}-1`],
    ]);
    expect(await messagesOf(done.rowId)).toHaveLength(1);
    expect(await rowOf(lost.rowId)).toEqual({ reopened: 1, done: true });
    expect(await rowOf(done.rowId)).toEqual({ reopened: 0, done: true });
    expect((await mailsTo(lost.email)).map(({ headers }) => headers["message-id"])).toHaveLength(1);
  });
});

describe("what nobody answered", () => {
  /** A row about an order that is not there: its job has nothing to do. */
  async function aRow(createdAgo: string, publishedAgo: string) {
    const id = randomUUID();
    await rows(
      `insert into outbox (id, job, payload, created_at, published_at)
       values ($1, 'send-tickets', jsonb_build_object('orderId', $2::text), now() - $3::interval, now() - $4::interval)`,
      [id, randomUUID(), createdAgo, publishedAgo],
    );
    return id;
  }

  test.each([
    ["a young message, after 3 min", "3 min", "3 min", 1],
    ["one that is an hour old, after an eighth of that", "70 min", "10 min", 1],
    ["one that is days old, after half an hour", "60 h", "31 min", 1],
    ["not what was published just now", "2 min", "2 min", 0],
    ["not what is an hour old and was published 5 min ago", "65 min", "5 min", 0],
    ["not what is older than 3 days", "73 h", "72 h", 0],
  ])("is published again: %s", async (_name, createdAgo, publishedAgo, times) => {
    const [id, witness] = [await aRow(createdAgo, publishedAgo), await aRow("4 min", "4 min")];
    await Promise.all(Array.from({ length: 5 }, reopenOutbox));
    const after = await eventually(
      () => rowOf(witness),
      (row) => row?.done === true,
      patienceMs,
    );
    expect(after).toEqual({ reopened: 1, done: true });
    expect((await rowOf(id))?.reopened).toBe(times);
  });
});
