import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { eventually } from "../eventually";
import { knownAs, type QStash, startQStash } from "./emulator";
import { startReceiver } from "./receiver";

let qstash: QStash;
let receiver: Awaited<ReturnType<typeof startReceiver>>;

beforeAll(async () => {
  [qstash, receiver] = await Promise.all([startQStash(0.01), startReceiver()]);
});
afterAll(() => Promise.all([qstash.end(), receiver.stop()]));

const numbers = (count: number) => Array.from({ length: count }, (_, index) => String(index));
const arrived = (path: ReturnType<typeof receiver.path>, count: number) =>
  eventually(() => path.all().length >= count || undefined);

describe("a queue (https://upstash.com/docs/qstash/features/queues)", () => {
  const newQueue = () => qstash.client.queue({ queueName: `q-${randomUUID()}` });

  test("delivers in order, one at a time, and comes to be with its first message", async () => {
    const queue = newQueue();
    const path = receiver.path(() => ({ afterMs: 10 }));
    for (const body of numbers(6)) await queue.enqueue({ url: path.url, body });
    await arrived(path, 6);
    expect(path.bodies()).toEqual(numbers(6));
    expect(path.mostAtOnce()).toBe(1);
    expect(await queue.get()).toMatchObject({ parallelism: 1 });
  });

  test("waits for the retries of its first message; what is not in it does not wait", async () => {
    const queue = newQueue();
    const path = receiver.path((nth) => ({ status: nth < 2 ? 500 : 200, headers: { "Retry-After": "10" } }));
    const outside = receiver.path();
    await queue.enqueue({ url: path.url, body: "first" });
    await queue.enqueue({ url: path.url, body: "second" });
    await qstash.client.publish({ url: outside.url, body: "outside" });
    await arrived(outside, 1);
    await arrived(path, 4);
    expect(path.bodies()).toEqual(["first", "first", "first", "second"]);
  });

  test("goes on after a message that failed for good", async () => {
    const queue = newQueue();
    const path = receiver.path((nth) => ({ status: nth === 0 ? 500 : 200 }));
    await queue.enqueue({ url: path.url, body: "fails", retries: 0 });
    await queue.enqueue({ url: path.url, body: "next" });
    await arrived(path, 2);
    expect(path.bodies()).toEqual(["fails", "next"]);
  });

  test("waits for callbacks before the next message", async () => {
    const queue = newQueue();
    const order: string[] = [];
    const path = receiver.path((_nth, { body }) => {
      order.push(body.toString());
      return {};
    });
    const callback = receiver.path((nth) => {
      order.push(nth === 0 ? "callback failed" : "callback");
      return { status: nth === 0 ? 500 : 200, headers: { "Retry-After": "10" } };
    });
    await queue.enqueue({ url: path.url, body: "first", callback: callback.url });
    await queue.enqueue({ url: path.url, body: "second" });
    await arrived(path, 2);
    expect(order).toEqual(["first", "callback failed", "callback", "second"]);
  });

  test("delivers as many at once as its parallelism, and no more", async () => {
    const queue = newQueue();
    const path = receiver.path(() => ({ afterMs: 100 }));
    await queue.upsert({ parallelism: 3, paused: true });
    for (const body of numbers(9)) await queue.enqueue({ url: path.url, body });
    await queue.resume();
    await arrived(path, 9);
    expect(path.mostAtOnce()).toBe(3);
  });

  test("delivers nothing while it is paused, and says how much waits", async () => {
    const queue = newQueue();
    const [path, other] = [receiver.path(), receiver.path()];
    await queue.upsert({ paused: true });
    for (const body of numbers(2)) await queue.enqueue({ url: path.url, body });
    await qstash.client.publish({ url: other.url });
    await arrived(other, 1);
    expect(path.all()).toHaveLength(0);
    expect(await queue.get()).toMatchObject({ paused: true, lag: 2 });
    await queue.resume();
    await arrived(path, 2);
    await eventually(async () => (await queue.get()).lag === 0 || undefined);
  });

  test("lets the next message through when the one before is cancelled", async () => {
    const queue = newQueue();
    const path = receiver.path((nth) => ({ status: nth === 0 ? 500 : 200, headers: { "Retry-After": "86000" } }));
    const { messageId } = await queue.enqueue({ url: path.url, body: "stuck" });
    await queue.enqueue({ url: path.url, body: "next" });
    await eventually(knownAs(qstash, messageId, "RETRY"));
    await qstash.client.messages.cancel(messageId);
    await arrived(path, 2);
    expect(path.bodies()).toEqual(["stuck", "next"]);
  });

  test("is refused for a message with a name it cannot have", async () => {
    const queue = qstash.client.queue({ queueName: "no spaces" });
    await expect(queue.enqueue({ url: receiver.path().url })).rejects.toMatchObject({ status: 400 });
  });
});

describe("flow control (https://upstash.com/docs/qstash/features/flowcontrol, https://upstash.com/docs/qstash/api/flow-control)", () => {
  const many = (
    url: string,
    key: string,
    limit: { parallelism: number } | { rate: number; period: "20s" },
    count: number,
  ) => qstash.client.batch(numbers(count).map((body) => ({ url, body, flowControl: { key, ...limit } })));

  test("keeps a key to its parallelism across destinations; another key is free", async () => {
    const [one, other] = [receiver.path(() => ({ afterMs: 30 })), receiver.path(() => ({ afterMs: 30 }))];
    const key = randomUUID();
    await many(one.url, key, { parallelism: 1 }, 5);
    await many(other.url, randomUUID(), { parallelism: 5 }, 5);
    await arrived(one, 5);
    await arrived(other, 5);
    expect(one.mostAtOnce()).toBe(1);
    expect(other.mostAtOnce()).toBeGreaterThan(1);
  });

  test("starts no more of a key in a period than its rate", async () => {
    const path = receiver.path();
    const startedAt = Date.now();
    // 20 s are 200 ms here: six messages, two a period, take two full periods at least.
    await many(path.url, randomUUID(), { rate: 2, period: "20s" }, 6);
    await arrived(path, 6);
    const last = Math.max(...path.all().map(({ at }) => at));
    expect(last - startedAt).toBeGreaterThanOrEqual(400);
    expect(path.bodies().sort()).toEqual(numbers(6));
  });

  test("holds a paused key back and lets it go", async () => {
    const [path, other] = [receiver.path(), receiver.path()];
    const key = randomUUID();
    await qstash.client.flowControl.pause(key);
    await many(path.url, key, { parallelism: 2 }, 2);
    await many(other.url, randomUUID(), { parallelism: 2 }, 2);
    await arrived(other, 2);
    expect(path.all()).toHaveLength(0);
    expect(await qstash.client.flowControl.get(key)).toMatchObject({ isPaused: true, waitListSize: 2 });
    await qstash.client.flowControl.resume(key);
    await arrived(path, 2);
  });

  test("keeps a pinned limit against what messages say, until it is unpinned", async () => {
    const path = receiver.path(() => ({ afterMs: 30 }));
    const key = randomUUID();
    await qstash.client.flowControl.pin(key, { parallelism: 1 });
    await many(path.url, key, { parallelism: 9 }, 4);
    await arrived(path, 4);
    expect(path.mostAtOnce()).toBe(1);
    await qstash.client.flowControl.unpin(key, { parallelism: true });
    await many(path.url, key, { parallelism: 9 }, 1);
    expect(await qstash.client.flowControl.get(key)).toMatchObject({ parallelismMax: 9, isPinnedParallelism: false });
  });

  test("is not pinned to a limit below one", async () => {
    const pin = qstash.client.flowControl.pin(randomUUID(), { parallelism: 0 });
    await expect(pin).rejects.toMatchObject({ status: 400 });
  });

  test("all deliveries together stay within the global parallelism", async () => {
    const path = receiver.path(() => ({ afterMs: 150 }));
    await qstash.client.batch(numbers(40).map((body) => ({ url: path.url, body })));
    await arrived(path, 40);
    const { parallelismMax } = await qstash.client.flowControl.getGlobalParallelism();
    expect(path.mostAtOnce()).toBe(parallelismMax);
  });
});
