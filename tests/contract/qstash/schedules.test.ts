import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { eventually, pause } from "../eventually";
import { flip, type QStash, startQStash } from "./emulator";
import { startReceiver } from "./receiver";

// A minute of cron is 300 ms here.

const minuteMs = 300;
let qstash: QStash;
let receiver: Awaited<ReturnType<typeof startReceiver>>;

beforeAll(async () => {
  [qstash, receiver] = await Promise.all([startQStash(minuteMs / 60_000), startReceiver()]);
});
afterAll(() => Promise.all([qstash.end(), receiver.stop()]));

const times = (path: ReturnType<typeof receiver.path>, count: number) =>
  eventually(() => path.all().length >= count || undefined);

async function everyMinute(path: ReturnType<typeof receiver.path>, more: { queueName?: string } = {}) {
  const request = { destination: path.url, cron: "* * * * *", scheduleId: `s-${randomUUID()}`, body: "tick", ...more };
  return (await qstash.client.schedules.create(request)).scheduleId;
}

describe("https://upstash.com/docs/qstash/features/schedules", () => {
  test("a schedule sends its message again and again, saying which schedule it is", async () => {
    const path = receiver.path();
    const createdAt = Date.now();
    const scheduleId = await everyMinute(path);
    await times(path, 3);
    expect(path.all().length).toBeLessThanOrEqual(1 + (Date.now() - createdAt) / minuteMs);
    const [first, second, third] = path.all();
    expect(first?.body.toString()).toBe("tick");
    expect(first?.headers).toMatchObject({ "upstash-schedule-id": scheduleId, "upstash-retried": "0" });
    const ids = [first, second, third].map((request) => request?.headers["upstash-message-id"]);
    expect(new Set(ids).size).toBe(3);
    expect(await qstash.client.schedules.get(scheduleId)).toMatchObject({ lastScheduleTime: expect.any(Number) });
    await qstash.client.schedules.delete(scheduleId);
  });

  test("a paused schedule sends nothing, does not make up for it, and goes on when resumed", async () => {
    const [path, other] = [receiver.path(), receiver.path()];
    const scheduleId = await everyMinute(path);
    await times(path, 1);
    await qstash.client.schedules.pause({ schedule: scheduleId });
    const otherId = await everyMinute(other);
    await times(other, 1);
    const sent = path.all().length;
    await times(other, 5);
    expect(path.all()).toHaveLength(sent);
    const resumedAt = Date.now();
    await qstash.client.schedules.resume({ schedule: scheduleId });
    await times(path, sent + 1);
    expect(path.all().length - sent).toBeLessThanOrEqual(1 + (Date.now() - resumedAt) / minuteMs);
    await qstash.client.schedules.delete(scheduleId);
    await qstash.client.schedules.delete(otherId);
  });

  test("a deleted schedule sends nothing more", async () => {
    const [path, other] = [receiver.path(), receiver.path()];
    const scheduleId = await everyMinute(path);
    await times(path, 1);
    await qstash.client.schedules.delete(scheduleId);
    const otherId = await everyMinute(other);
    await times(other, 1);
    const sent = path.all().length;
    await times(other, 4);
    expect(path.all()).toHaveLength(sent);
    await qstash.client.schedules.delete(otherId);
  });

  test("a schedule created again sends only what it was given last", async () => {
    const [before, after] = [receiver.path(), receiver.path()];
    const scheduleId = await everyMinute(before);
    await times(before, 1);
    await qstash.client.schedules.create({ destination: after.url, cron: "* * * * *", scheduleId, body: "new" });
    await times(after, 1);
    const sent = before.all().length;
    await times(after, 4);
    expect(before.all()).toHaveLength(sent);
    expect(after.bodies()[0]).toBe("new");
    await qstash.client.schedules.delete(scheduleId);
  });

  test("a schedule may send through a queue", async () => {
    const path = receiver.path();
    const queueName = `q-${randomUUID()}`;
    await qstash.client.queue({ queueName }).upsert({ paused: true });
    const scheduleId = await everyMinute(path, { queueName });
    await eventually(async () => (await qstash.client.queue({ queueName }).get()).lag >= 2 || undefined);
    expect(path.all()).toHaveLength(0);
    await qstash.client.queue({ queueName }).resume();
    await times(path, 2);
    await qstash.client.schedules.delete(scheduleId);
  });
});

test("with schedules paused on the platform none fires, and messages still go out", async () => {
  const [path, message] = [receiver.path(), receiver.path()];
  const scheduleId = await everyMinute(path);
  await times(path, 1);
  expect((await flip(qstash, "pause", { schedules: true })).status).toBe(200);
  await pause(minuteMs);
  await qstash.client.publish({ url: message.url });
  await times(message, 1);
  // What was on its way when they were paused has come before it.
  const sent = path.all().length;
  await pause(3 * minuteMs);
  expect(path.all()).toHaveLength(sent);
  await flip(qstash, "resume", { schedules: true });
  await times(path, sent + 1);
  await qstash.client.schedules.delete(scheduleId);
});

test("with deliveries paused on the platform messages wait, and go out after", async () => {
  const path = receiver.path();
  await flip(qstash, "pause", { deliveries: true });
  await qstash.client.publish({ url: path.url });
  await pause(200);
  expect(path.all()).toHaveLength(0);
  await flip(qstash, "resume", { deliveries: true });
  await times(path, 1);
});

test("a switch nobody knows is refused", async () => {
  expect((await flip(qstash, "pause", { everything: true })).status).toBe(400);
});
