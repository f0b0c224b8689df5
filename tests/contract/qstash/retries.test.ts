import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { eventually } from "../eventually";
import { freePort } from "../start-part";
import { known, knownAs, type QStash, startQStash } from "./emulator";
import { startReceiver } from "./receiver";

// One second of QStash's waiting is one millisecond here.
const timeScale = 0.001;
let qstash: QStash;
let receiver: Awaited<ReturnType<typeof startReceiver>>;

beforeAll(async () => {
  [qstash, receiver] = await Promise.all([startQStash(timeScale), startReceiver()]);
});
afterAll(() => Promise.all([qstash.end(), receiver.stop()]));

/** How long QStash decided to wait before each retry, in its own seconds. */
async function waits(messageId: string) {
  const { logs } = await qstash.client.logs({ messageIds: [messageId] });
  const retries = logs.filter(({ state }) => state === "RETRY").reverse();
  return retries.map(({ time, nextDeliveryTime = 0 }) => (nextDeliveryTime - time) / 1_000 / timeScale);
}

const settled = (messageId: string, state: string) => eventually(knownAs(qstash, messageId, state));

describe("a failed delivery (https://upstash.com/docs/qstash/features/retry)", () => {
  test("is tried again until the receiver is content, counting in Upstash-Retried", async () => {
    const path = receiver.path((nth) => ({ status: nth < 2 ? 500 : 204 }));
    const { messageId } = await qstash.client.publish({ url: path.url, body: "again" });
    const message = await settled(messageId, "DELIVERED");
    expect(message.attempts.map(({ status }) => status)).toEqual([500, 500, 204]);
    expect(path.all().map(({ headers }) => headers["upstash-retried"])).toEqual(["0", "1", "2"]);
    expect(path.bodies()).toEqual(["again", "again", "again"]);
  });

  test("is tried three more times by default, e^(2.5 n) seconds apart, then given up", async () => {
    const path = receiver.path(() => ({ status: 503 }));
    const { messageId } = await qstash.client.publish({ url: path.url });
    const message = await settled(messageId, "FAILED");
    expect(message.attempts).toHaveLength(4);
    const [first = 0, second = 0, third = 0] = await waits(messageId);
    // Scaled times are whole milliseconds, so QStash's seconds are rounded to one.
    expect(Math.abs(first - Math.exp(2.5))).toBeLessThanOrEqual(1);
    expect(Math.abs(second - Math.exp(5))).toBeLessThanOrEqual(1);
    expect(Math.abs(third - Math.exp(7.5))).toBeLessThanOrEqual(1);
  });

  test("is tried as often as the message says, and no more", async () => {
    const [never, once] = [receiver.path(() => ({ status: 500 })), receiver.path(() => ({ status: 404 }))];
    const zero = await qstash.client.publish({ url: never.url, retries: 0 });
    const one = await qstash.client.publish({ url: once.url, retries: 1 });
    await settled(zero.messageId, "FAILED");
    await settled(one.messageId, "FAILED");
    expect([never.all().length, once.all().length]).toEqual([1, 2]);
  });

  test("waits as the message's own expression says", async () => {
    const path = receiver.path(() => ({ status: 500 }));
    const retryDelay = "max(20000, pow(2, retried) * 15000) + 1000";
    const { messageId } = await qstash.client.publish({ url: path.url, retries: 2, retryDelay });
    await settled(messageId, "FAILED");
    expect(await waits(messageId)).toEqual([21, 31]);
  });

  test("waits as the receiver asks in Retry-After, and in its other spellings", async () => {
    const path = receiver.path((nth) => ({
      status: 429,
      headers: [{ "Retry-After": "40" }, { "X-RateLimit-Reset": "1m5s" }, { "Retry-After": "0" }][nth] ?? {},
    }));
    const { messageId } = await qstash.client.publish({ url: path.url, retries: 3 });
    await settled(messageId, "FAILED");
    expect(await waits(messageId)).toEqual([40, 65, 0]);
  });

  test("does not wait longer than a day because the receiver asks", async () => {
    const path = receiver.path((nth) => ({ status: nth === 0 ? 503 : 200, headers: { "Retry-After": "86401" } }));
    const { messageId } = await qstash.client.publish({ url: path.url });
    await settled(messageId, "DELIVERED");
    const [wait = 0] = await waits(messageId);
    expect(Math.abs(wait - Math.exp(2.5))).toBeLessThanOrEqual(1);
  });

  test("is final after 489 with Upstash-NonRetryable-Error, and only then", async () => {
    const headers = { "Upstash-NonRetryable-Error": "true" };
    const final = receiver.path(() => ({ status: 489, headers }));
    const bare = receiver.path(() => ({ status: 489 }));
    const other = receiver.path(() => ({ status: 500, headers }));
    const [one, two, three] = await Promise.all(
      [final, bare, other].map(({ url }) => qstash.client.publish({ url, retries: 1 })),
    );
    for (const answer of [one, two, three]) await settled(answer?.messageId ?? "", "FAILED");
    expect([final, bare, other].map((path) => path.all().length)).toEqual([1, 2, 2]);
  });

  test("is one that nobody answers: a closed port, or an answer after the time-out", async () => {
    const slow = receiver.path((nth) => ({ afterMs: nth === 0 ? 5_000 : 0 }));
    const port = await freePort();
    const refused = await qstash.client.publish({ url: `http://127.0.0.1:${port}/`, retries: 1 });
    const late = await qstash.client.publish({ url: slow.url, timeout: 1 });
    expect((await settled(refused.messageId, "FAILED")).attempts[0]?.error).toMatch(/ECONNREFUSED/);
    const [first, second] = (await settled(late.messageId, "DELIVERED")).attempts;
    expect(first?.error).toMatch(/1000 ms/);
    expect(second?.status).toBe(200);
  });

  test("is not followed by another once the message is cancelled", async () => {
    const waitsTwoSeconds = () => ({ status: 500, headers: { "Retry-After": "2000" } });
    const [path, other] = [receiver.path(waitsTwoSeconds), receiver.path(waitsTwoSeconds)];
    const { messageId } = await qstash.client.publish({ url: path.url, retries: 1 });
    await settled(messageId, "RETRY");
    await qstash.client.messages.cancel(messageId);
    await qstash.client.publish({ url: other.url, retries: 1 });
    await eventually(() => other.all()[1]);
    expect(path.all()).toHaveLength(1);
    expect(await known(qstash, messageId)).toMatchObject({ state: "CANCELED" });
  });

  test("a redirect is no success, and is not followed", async () => {
    const elsewhere = receiver.path();
    const path = receiver.path(() => ({ status: 307, headers: { Location: elsewhere.url } }));
    const { messageId } = await qstash.client.publish({ url: path.url, retries: 0 });
    expect((await settled(messageId, "FAILED")).attempts).toMatchObject([{ status: 307 }]);
    expect(elsewhere.all()).toHaveLength(0);
  });
});

describe("what was given up (https://upstash.com/docs/qstash/features/dlq, https://upstash.com/docs/qstash/api/dlq)", () => {
  const giveUp = async (respond: Parameters<typeof receiver.path>[0], label = crypto.randomUUID()) => {
    const path = receiver.path(respond);
    const request = { url: path.url, retries: 0, label, body: "dead", headers: { "X-Ours": "kept" } };
    const { messageId } = await qstash.client.publish(request);
    await settled(messageId, "FAILED");
    const { messages } = await qstash.client.dlq.listMessages({ filter: { label } });
    return { path, label, messageId, letters: messages, dlqId: messages[0]?.dlqId ?? "" };
  };

  test("is in the DLQ with the last answer; what was delivered is not", async () => {
    const { letters, messageId, path } = await giveUp(() => ({
      status: 418,
      body: "teapot",
      headers: { "X-Why": "tea" },
    }));
    expect(letters).toMatchObject([
      { messageId, url: path.url, body: "dead", responseStatus: 418, responseBody: "teapot" },
    ]);
    expect(letters[0]?.responseHeader).toMatchObject({ "x-why": ["tea"] });
    const fine = await qstash.client.publish({ url: receiver.path().url, label: "fine" });
    await settled(fine.messageId, "DELIVERED");
    expect((await qstash.client.dlq.listMessages({ filter: { label: "fine" } })).messages).toEqual([]);
  });

  test("is filtered by the answer's status", async () => {
    const { label } = await giveUp(() => ({ status: 418 }));
    const withStatus = async (responseStatus: number) =>
      (await qstash.client.dlq.listMessages({ filter: { label, responseStatus } })).messages.length;
    expect([await withStatus(418), await withStatus(500)]).toEqual([1, 0]);
  });

  test("is gone once deleted, and cannot be deleted again", async () => {
    const { dlqId, label } = await giveUp(() => ({ status: 500 }));
    await qstash.client.dlq.delete(dlqId);
    expect((await qstash.client.dlq.listMessages({ filter: { label } })).messages).toEqual([]);
    await expect(qstash.client.dlq.delete(dlqId)).rejects.toMatchObject({ status: 404 });
  });

  test("becomes a new message when retried, and leaves the DLQ", async () => {
    const { dlqId, label, messageId, path } = await giveUp((nth) => ({ status: nth === 0 ? 500 : 200 }));
    const { responses } = await qstash.client.dlq.retry(dlqId);
    const again = responses[0]?.messageId ?? "";
    expect(again).not.toBe(messageId);
    await settled(again, "DELIVERED");
    expect(path.bodies()).toEqual(["dead", "dead"]);
    expect(path.all()[1]?.headers).toMatchObject({ "x-ours": "kept", "upstash-retried": "0" });
    expect((await qstash.client.dlq.listMessages({ filter: { label } })).messages).toEqual([]);
  });

  test("cannot be retried under an id nobody has", async () => {
    await expect(qstash.client.dlq.retry(["1-0"])).rejects.toMatchObject({ status: 404 });
  });

  test("is deleted in pages that end", async () => {
    const label = crypto.randomUUID();
    for (let index = 0; index < 3; index++) await giveUp(() => ({ status: 500 }), label);
    const first = await qstash.client.dlq.delete({ filter: { label }, count: 2 });
    const second = await qstash.client.dlq.delete({ filter: { label }, count: 2 });
    expect([first.deleted, second.deleted]).toEqual([2, 1]);
    expect(first.cursor).toBeDefined();
    expect(second.cursor).toBeUndefined();
  });
});
