import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { clientOf } from "./qstash/emulator";
import { qstashUnderTest } from "./qstash/target";

// Cases that need no receiver: where QSTASH_CONTRACT_TOKEN is set they run against the vendor.
// Every message waits for a day and is cancelled, so nothing is ever delivered.

let qstash: Awaited<ReturnType<typeof qstashUnderTest>>;
const published: string[] = [];
const schedules: string[] = [];
const queues: string[] = [];

beforeAll(async () => {
  qstash = await qstashUnderTest();
});
afterAll(async () => {
  await qstash.client.messages.cancel(published);
  for (const id of schedules) await qstash.client.schedules.delete(id).catch(() => {});
  for (const queueName of queues) await qstash.client.queue({ queueName }).delete();
  await qstash.stop();
});

type Request = Omit<Parameters<typeof qstash.client.publish>[0], "url" | "urlGroup" | "topic" | "api">;

async function publishForTomorrow(request: Request = {}) {
  const answer = await qstash.client.publish({ delay: "1d", ...request, url: qstash.destination });
  if (!("messageId" in answer)) throw new Error("published to several");
  published.push(answer.messageId);
  return answer;
}

const raw = (method: string, path: string, headers: Record<string, string> = {}, body?: string) =>
  fetch(`${qstash.url}${path}`, {
    method,
    headers: { Authorization: `Bearer ${qstash.token}`, ...headers },
    ...(body === undefined ? {} : { body }),
  });

const newSchedule = (cron: string, scheduleId = `contract-${randomUUID()}`) => {
  schedules.push(scheduleId);
  return qstash.client.schedules.create({ destination: qstash.destination, cron, scheduleId });
};

describe("who may speak (https://upstash.com/docs/qstash/api/authentication)", () => {
  test("a wrong token is refused, the right one is not", async () => {
    const stranger = clientOf(qstash.url, "not-the-token");
    await expect(stranger.publish({ url: qstash.destination })).rejects.toMatchObject({ status: 401 });
    await expect(stranger.schedules.list()).rejects.toMatchObject({ status: 401 });
    expect((await publishForTomorrow()).messageId).toMatch(/^msg_/);
  });

  test("an error is JSON with an `error` text", async () => {
    const response = await fetch(`${qstash.url}/v2/keys`);
    expect(response.status).toBe(401);
    expect(await response.json()).toEqual({ error: expect.any(String) });
  });

  test("the signing keys are there for the token's owner (https://upstash.com/docs/qstash/api/signingKeys/get)", async () => {
    const keys = await (await raw("GET", "/v2/keys")).json();
    expect(keys).toMatchObject({ current: expect.any(String), next: expect.any(String) });
    expect(keys.current).not.toBe(keys.next);
  });
});

describe("a pending message (https://upstash.com/docs/qstash/api/messages/get, https://upstash.com/docs/qstash/api/messages/cancel, https://upstash.com/docs/qstash/api/messages/bulk-cancel)", () => {
  test("can be read back as it was published", async () => {
    const before = Date.now();
    const { messageId } = await publishForTomorrow({
      body: "the body",
      method: "PUT",
      headers: { "Content-Type": "text/plain", "X-Ours": "kept" },
      retries: 2,
      label: ["first", "second"],
    });
    const message = await qstash.client.messages.get(messageId);
    expect(message).toMatchObject({
      messageId,
      url: qstash.destination,
      method: "PUT",
      body: "the body",
      maxRetries: 2,
    });
    expect(message.labels).toEqual(["first", "second"]);
    expect(message.header).toMatchObject({ "X-Ours": ["kept"], "Content-Type": ["text/plain"] });
    expect(message.createdAt).toBeGreaterThan(before - 60_000);
  });

  test("is not to be found under an id nobody got", async () => {
    await expect(qstash.client.messages.get("msg_nobodyGotThis")).rejects.toMatchObject({ status: 404 });
  });

  test("is gone once cancelled", async () => {
    const { messageId } = await publishForTomorrow();
    expect(await qstash.client.messages.cancel(messageId)).toEqual({ cancelled: 1 });
    await expect(qstash.client.messages.get(messageId)).rejects.toMatchObject({ status: 404 });
  });

  test("cannot be cancelled under an id nobody got", async () => {
    await expect(qstash.client.messages.cancel("msg_nobodyGotThis")).rejects.toMatchObject({ status: 404 });
  });

  test("is cancelled with others by id, and those not named stay", async () => {
    const [first, second, third] = await Promise.all([
      publishForTomorrow(),
      publishForTomorrow(),
      publishForTomorrow(),
    ]);
    expect(await qstash.client.messages.cancel([first.messageId, second.messageId])).toMatchObject({ cancelled: 2 });
    expect(await qstash.client.messages.get(third.messageId)).toMatchObject({ messageId: third.messageId });
  });

  test("is cancelled by its label, and those with another label stay", async () => {
    const label = `contract-${randomUUID()}`;
    const marked = await publishForTomorrow({ label: ["other", label] });
    const unmarked = await publishForTomorrow({ label: `${label}-not` });
    expect(await qstash.client.messages.cancel({ filter: { label } })).toMatchObject({ cancelled: 1 });
    await expect(qstash.client.messages.get(marked.messageId)).rejects.toMatchObject({ status: 404 });
    expect(await qstash.client.messages.get(unmarked.messageId)).toMatchObject({ messageId: unmarked.messageId });
  });
});

describe("a message published twice (https://upstash.com/docs/qstash/features/deduplication)", () => {
  test("is one message when its deduplication id is the same, two when it is not", async () => {
    const deduplicationId = randomUUID();
    const first = await publishForTomorrow({ deduplicationId, body: "a" });
    const again = await publishForTomorrow({ deduplicationId, body: "b" });
    const other = await publishForTomorrow({ deduplicationId: randomUUID(), body: "a" });
    expect(again).toMatchObject({ messageId: first.messageId, deduplicated: true });
    expect(other.messageId).not.toBe(first.messageId);
  });

  test("answers 202 the second time and 2xx, not 202, the first", async () => {
    const headers = { "Upstash-Delay": "1d", "Upstash-Deduplication-Id": randomUUID() };
    const first = await raw("POST", `/v2/publish/${qstash.destination}`, headers, "a");
    const again = await raw("POST", `/v2/publish/${qstash.destination}`, headers, "a");
    published.push((await first.json()).messageId);
    expect(first.status).not.toBe(202);
    expect(again.status).toBe(202);
  });

  test("is recognised by its content when asked to, and a different body is a different message", async () => {
    const body = randomUUID();
    const first = await publishForTomorrow({ contentBasedDeduplication: true, body });
    const again = await publishForTomorrow({ contentBasedDeduplication: true, body });
    const other = await publishForTomorrow({ contentBasedDeduplication: true, body: `${body}!` });
    expect(again.messageId).toBe(first.messageId);
    expect(other.messageId).not.toBe(first.messageId);
  });
});

describe("what makes no sense is refused (https://upstash.com/docs/qstash/api/publish)", () => {
  const refused: [string, Record<string, string>][] = [
    ["a delay without a unit", { "Upstash-Delay": "soon" }],
    ["a retry count that is no number", { "Upstash-Retries": "many" }],
    ["fewer retries than none", { "Upstash-Retries": "-1" }],
    ["a time-out without a unit", { "Upstash-Timeout": "30" }],
    ["a method HTTP does not know", { "Upstash-Method": "FETCH" }],
    ["a callback that is no URL", { "Upstash-Callback": "call-me" }],
    ["a failure callback that is no URL", { "Upstash-Failure-Callback": "call-me" }],
    ["a not-before that is no time", { "Upstash-Not-Before": "tomorrow" }],
    ["a retry delay that is no expression", { "Upstash-Retry-Delay": "pow(2, retried" }],
    ["a retry delay by a function that is not among them", { "Upstash-Retry-Delay": "log(retried)" }],
    ["a flow-control value without a limit", { "Upstash-Flow-Control-Key": "k", "Upstash-Flow-Control-Value": "x" }],
    ["a flow-control key without a value", { "Upstash-Flow-Control-Key": "k" }],
    ["a flow-control value without a key", { "Upstash-Flow-Control-Value": "parallelism=1" }],
  ];
  test.each(refused)("%s", async (_name, headers) => {
    const response = await raw("POST", `/v2/publish/${qstash.destination}`, { "Upstash-Delay": "1d", ...headers });
    expect(response.status).toBe(400);
    expect(await response.json()).toEqual({ error: expect.any(String) });
  });

  test("a destination without http:// or https://", async () => {
    await expect(qstash.client.publish({ url: "example.com/hook" })).rejects.toThrow(/scheme/);
  });

  test("the same for a queue (https://upstash.com/docs/qstash/api/enqueue)", async () => {
    const queue = qstash.client.queue({ queueName: `contract-${randomUUID()}` });
    await expect(queue.enqueue({ url: "example.com/hook" })).rejects.toMatchObject({ status: 400 });
    await expect(queue.get()).rejects.toMatchObject({ status: 404 });
  });

  // What its pages leave out was met by others: https://github.com/superset-sh/superset/pull/3591
  test("a deduplication id with a colon", async () => {
    await expect(publishForTomorrow({ deduplicationId: "order:1" })).rejects.toMatchObject({ status: 400 });
    expect(await publishForTomorrow({ deduplicationId: `order_${randomUUID()}-1` })).toHaveProperty("messageId");
  });

  test.each([
    ["no list", { destination: "https://example.com/hook" }],
    ["a message without a destination", [{ body: "lost" }]],
    ["no JSON", undefined],
  ])("a batch that is %s (https://upstash.com/docs/qstash/api/messages/batch)", async (_name, batch) => {
    const headers = { "Content-Type": "application/json" };
    const response = await raw("POST", "/v2/batch", headers, batch ? JSON.stringify(batch) : "[{");
    expect(response.status).toBe(400);
    expect(await response.json()).toEqual({ error: expect.any(String) });
  });

  test("a body above one megabyte, while half a megabyte is taken", async () => {
    expect((await publishForTomorrow({ body: "x".repeat(524_288) })).messageId).toMatch(/^msg_/);
    const tooLong = raw("POST", `/v2/publish/${qstash.destination}`, { "Upstash-Delay": "1d" }, "x".repeat(1_048_577));
    expect((await tooLong).ok).toBe(false);
  });
});

describe("a schedule (https://upstash.com/docs/qstash/features/schedules, https://upstash.com/docs/qstash/api/schedules)", () => {
  test("created twice under one id is one schedule with the newer settings", async () => {
    const scheduleId = `contract-${randomUUID()}`;
    expect(await newSchedule("0 0 1 1 *", scheduleId)).toEqual({ scheduleId });
    expect(await newSchedule("30 6 2 1 *", scheduleId)).toEqual({ scheduleId });
    const all = (await qstash.client.schedules.list()).filter((schedule) => schedule.scheduleId === scheduleId);
    expect(all).toHaveLength(1);
    expect(all[0]).toMatchObject({ cron: "30 6 2 1 *", destination: qstash.destination, isPaused: false });
  });

  test("says when it fires next, in UTC", async () => {
    const { scheduleId } = await newSchedule("30 6 2 1 *");
    const { nextScheduleTime } = await qstash.client.schedules.get(scheduleId);
    expect(new Date(nextScheduleTime ?? 0).toISOString()).toMatch(/^\d{4}-01-02T06:30:00/);
    expect(nextScheduleTime).toBeGreaterThan(Date.now());
  });

  test("can be paused and resumed", async () => {
    const { scheduleId } = await newSchedule("0 0 1 1 *");
    await qstash.client.schedules.pause({ schedule: scheduleId });
    expect(await qstash.client.schedules.get(scheduleId)).toMatchObject({ isPaused: true });
    await qstash.client.schedules.resume({ schedule: scheduleId });
    expect(await qstash.client.schedules.get(scheduleId)).toMatchObject({ isPaused: false });
  });

  test("is gone once deleted", async () => {
    const { scheduleId } = await newSchedule("0 0 1 1 *");
    await qstash.client.schedules.delete(scheduleId);
    await expect(qstash.client.schedules.get(scheduleId)).rejects.toMatchObject({ status: 404 });
  });

  test.each(["every now and then", "61 * * * *", "* * * * * *"])("is refused with the cron `%s`", async (cron) => {
    const create = qstash.client.schedules.create({ destination: qstash.destination, cron });
    await expect(create).rejects.toMatchObject({ status: 400 });
  });

  test("is refused without a cron (https://upstash.com/docs/qstash/api/schedules/create)", async () => {
    expect((await raw("POST", `/v2/schedules/${qstash.destination}`)).status).toBe(400);
  });

  test("is refused under an id with a slash or a space, and is not there (https://upstash.com/docs/qstash/api/schedules/create)", async () => {
    for (const scheduleId of ["every/minute", "every minute"]) {
      const create = qstash.client.schedules.create({ destination: qstash.destination, cron: "0 0 1 1 *", scheduleId });
      await expect(create).rejects.toMatchObject({ status: 400 });
    }
    const ids = (await qstash.client.schedules.list()).map(({ scheduleId }) => scheduleId);
    expect(ids.filter((id) => id.startsWith("every"))).toEqual([]);
  });

  test("is refused for a destination without http:// or https:// (https://upstash.com/docs/qstash/api/schedules/create)", async () => {
    const create = qstash.client.schedules.create({ destination: "example.com/hook", cron: "0 0 1 1 *" });
    await expect(create).rejects.toMatchObject({ status: 400 });
  });

  test("is not to be found under an id nobody gave (https://upstash.com/docs/qstash/api/schedules/get)", async () => {
    await expect(qstash.client.schedules.get("scd_nobodyGaveThis")).rejects.toMatchObject({ status: 404 });
  });
});

describe("a queue (https://upstash.com/docs/qstash/api/queues)", () => {
  const newQueue = () => {
    const queueName = `contract-${randomUUID()}`;
    queues.push(queueName);
    return { queueName, queue: qstash.client.queue({ queueName }) };
  };

  test("keeps the parallelism it was given, and is listed", async () => {
    const { queueName, queue } = newQueue();
    await queue.upsert({ parallelism: 2 });
    expect(await queue.get()).toMatchObject({ name: queueName, parallelism: 2, lag: 0, paused: false });
    expect((await queue.list()).map(({ name }) => name)).toContain(queueName);
  });

  test("is refused under a name with a space", async () => {
    const queue = qstash.client.queue({ queueName: "no spaces" });
    await expect(queue.upsert({ parallelism: 1 })).rejects.toMatchObject({ status: 400 });
  });

  test.each(["get", "pause", "resume"] as const)(
    "with such a name is refused to %s too (https://upstash.com/docs/qstash/api/queues)",
    async (what) => {
      const queue = qstash.client.queue({ queueName: "no spaces" });
      await expect(queue[what]()).rejects.toMatchObject({ status: 400 });
    },
  );

  test("is refused with nobody to deliver, or more than any plan has (https://upstash.com/docs/qstash/api/queues/upsert)", async () => {
    const { queue } = newQueue();
    await expect(queue.upsert({ parallelism: 0 })).rejects.toMatchObject({ status: 400 });
    await expect(queue.upsert({ parallelism: 1_000_000 })).rejects.toMatchObject({ status: 412 });
    await expect(queue.get()).rejects.toMatchObject({ status: 404 });
  });

  test("is not to be found before its first message and after it is deleted", async () => {
    const { queue } = newQueue();
    await expect(queue.get()).rejects.toMatchObject({ status: 404 });
    await queue.upsert({});
    expect(await queue.get()).toMatchObject({ parallelism: 1 });
    await queue.delete();
    await expect(queue.get()).rejects.toMatchObject({ status: 404 });
  });
});

describe("what is not there (https://upstash.com/docs/qstash/api/dlq, https://upstash.com/docs/qstash/api/flow-control)", () => {
  test("a dead letter nobody has cannot be deleted", async () => {
    await expect(qstash.client.dlq.delete("1-0")).rejects.toMatchObject({ status: 404 });
  });

  test.each([
    ["read", "GET", "/v2/dlq/1-0"],
    ["retried", "POST", "/v2/dlq/retry/1-0"],
  ])("nor can it be %s", async (_name, method, path) => {
    const response = await raw(method, path);
    expect(response.status).toBe(404);
    expect(await response.json()).toEqual({ error: expect.any(String) });
  });

  test.each(["rate=0", "rate=many", "rate=5&period=soon", "period=5"])(
    "a flow-control key is not pinned by %s (https://upstash.com/docs/qstash/api/flow-control)",
    async (limits) => {
      const key = `contract-${randomUUID()}`;
      expect((await raw("POST", `/v2/flowControl/${key}/pin?${limits}`)).status).toBe(400);
      await expect(qstash.client.flowControl.get(key)).rejects.toMatchObject({ status: 404 });
    },
  );

  test("a flow-control key is unknown before a message names it, and known after", async () => {
    const key = `contract-${randomUUID()}`;
    await expect(qstash.client.flowControl.get(key)).rejects.toMatchObject({ status: 404 });
    await publishForTomorrow({ flowControl: { key, parallelism: 3, rate: 7, period: "1m" } });
    const info = await qstash.client.flowControl.get(key);
    expect(info).toMatchObject({ flowControlKey: key, parallelismMax: 3, rateMax: 7, ratePeriod: 60 });
  });
});
