import { randomUUID } from "node:crypto";
import { appendFileSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, onTestFinished, test } from "vitest";
import { eventually, soonMs } from "../eventually";
import { flip, known, knownAs, knownMessages, startQStash } from "./emulator";
import { startReceiver } from "./receiver";

// What was acknowledged survives `kill -9`; what was not may be lost.

let receiver: Awaited<ReturnType<typeof startReceiver>>;
beforeAll(async () => {
  receiver = await startReceiver();
});
afterAll(() => receiver.stop());

async function aQStash(timeScale: number) {
  const qstash = await startQStash(timeScale);
  onTestFinished(qstash.end);
  return qstash;
}
type QStash = Awaited<ReturnType<typeof aQStash>>;

const journalOf = (qstash: QStash) => join(qstash.folder, "journal.jsonl");

/** Publishes, kills the process in the middle; tells which bodies were acknowledged and which were not. */
async function publishUntilKilled(qstash: QStash, url: string, killAfter: number) {
  const acknowledged: string[] = [];
  const unanswered: string[] = [];
  let alive = true;
  const publisher = async () => {
    while (alive) {
      const body = randomUUID();
      await qstash.client.publish({ url, body }).then(
        () => acknowledged.push(body),
        () => unanswered.push(body),
      );
    }
  };
  const publishers = Array.from({ length: 8 }, publisher);
  await eventually(() => acknowledged.length >= killAfter || undefined);
  expect(await qstash.stop("SIGKILL")).toMatchObject({ signal: "SIGKILL" });
  alive = false;
  await Promise.all(publishers);
  return { acknowledged, unanswered };
}

const missing = (wanted: string[], path: ReturnType<typeof receiver.path>) => {
  const seen = new Set(path.bodies());
  return wanted.filter((body) => !seen.has(body));
};

test("no acknowledged message is lost, whenever the process is killed", async () => {
  const qstash = await aQStash(1);
  const path = receiver.path();
  const rounds: Awaited<ReturnType<typeof publishUntilKilled>>[] = [];
  for (const killAfter of [1, 7, 20, 45]) {
    rounds.push(await publishUntilKilled(qstash, path.url, killAfter));
    await qstash.restart();
  }
  const acknowledged = rounds.flatMap((round) => round.acknowledged);
  expect(acknowledged.length).toBeGreaterThanOrEqual(73);
  // The kills did hit requests under way, so this was no peaceful end.
  expect(rounds.flatMap((round) => round.unanswered).length).toBeGreaterThan(0);
  await eventually(() => missing(acknowledged, path).length === 0 || undefined);
});

test("the same check sees a loss where there is one: a journal cut back loses what was acknowledged after", async () => {
  const qstash = await aQStash(1);
  const [path, marker] = [receiver.path(), receiver.path()];
  await flip(qstash, "pause", { deliveries: true });
  await qstash.client.publish({ url: path.url, body: "before" });
  const journal = readFileSync(journalOf(qstash));
  await qstash.client.publish({ url: path.url, body: "after" });
  await qstash.stop("SIGKILL");
  writeFileSync(journalOf(qstash), journal);
  await qstash.restart();
  await flip(qstash, "resume", { deliveries: true });
  await eventually(() => missing(["before"], path).length === 0 || undefined);
  const { messageId } = await qstash.client.publish({ url: marker.url });
  await eventually(knownAs(qstash, messageId, "DELIVERED"));
  expect(missing(["before", "after"], path)).toEqual(["after"]);
});

test("a delivery that was under way is made again", async () => {
  const qstash = await aQStash(1);
  const path = receiver.path((nth) => ({ afterMs: nth === 0 ? 30_000 : 0 }));
  const { messageId } = await qstash.client.publish({ url: path.url, body: "twice" });
  await eventually(() => path.all()[0]);
  await qstash.stop("SIGKILL");
  await qstash.restart();
  await eventually(knownAs(qstash, messageId, "DELIVERED"));
  expect(path.bodies()).toEqual(["twice", "twice"]);
  expect(path.all().map(({ headers }) => headers["upstash-message-id"])).toEqual([messageId, messageId]);
});

test("retries, the DLQ, deduplication, queues and schedules go on where they were", async () => {
  const qstash = await aQStash(0.1);
  const { client } = qstash;
  const deduplicationId = randomUUID();
  const retried = receiver.path((nth) => ({ status: nth === 0 ? 500 : 200, headers: { "Retry-After": "100" } }));
  const dead = receiver.path(() => ({ status: 500 }));
  const [queued, scheduled] = [receiver.path(), receiver.path()];

  const retry = await client.publish({ url: retried.url, deduplicationId });
  const failed = await client.publish({ url: dead.url, retries: 0 });
  const queue = client.queue({ queueName: "q" });
  await queue.upsert({ parallelism: 1, paused: true });
  for (const body of ["1", "2", "3"]) await queue.enqueue({ url: queued.url, body });
  await client.schedules.create({ destination: scheduled.url, cron: "* * * * *", scheduleId: "s" });
  await client.schedules.pause({ schedule: "s" });
  await eventually(knownAs(qstash, retry.messageId, "RETRY"));
  await eventually(knownAs(qstash, failed.messageId, "FAILED"));
  // So that however long the restart takes, what was there is still to be seen.
  await flip(qstash, "pause", { deliveries: true });

  await qstash.stop("SIGKILL");
  await qstash.restart();
  expect(await known(qstash, retry.messageId)).toMatchObject({
    state: "RETRY",
    retried: 1,
    attempts: [{ status: 500 }],
  });
  expect(await client.publish({ url: retried.url, deduplicationId })).toMatchObject({ messageId: retry.messageId });
  expect((await client.dlq.listMessages()).messages).toMatchObject([{ messageId: failed.messageId }]);
  expect(await client.schedules.get("s")).toMatchObject({ isPaused: true, cron: "* * * * *" });
  expect(await queue.get()).toMatchObject({ paused: true, lag: 3 });
  await flip(qstash, "resume", { deliveries: true });
  await queue.resume();
  await eventually(() => queued.all().length === 3 || undefined);
  expect(queued.bodies()).toEqual(["1", "2", "3"]);
  expect((await eventually(knownAs(qstash, retry.messageId, "DELIVERED"))).attempts).toHaveLength(2);
});

test("a torn last line is no obstacle: what was written before it is there, and what comes after it stays", async () => {
  const qstash = await aQStash(1);
  const path = receiver.path();
  await flip(qstash, "pause", { deliveries: true });
  const { messageId } = await qstash.client.publish({ url: path.url, body: "before" });
  await qstash.stop("SIGKILL");
  appendFileSync(journalOf(qstash), '[["messages","msg_torn",{"id":"msg_to');
  await qstash.restart();
  await qstash.client.publish({ url: path.url, body: "after" });
  await qstash.stop("SIGKILL");
  await qstash.restart();
  expect((await knownMessages(qstash)).map(({ body }) => body).sort()).toEqual(["after", "before"]);
  expect(await known(qstash, messageId)).toMatchObject({ state: "CREATED" });
});

test("SIGTERM ends it with code 0 soon, and loses nothing either", async () => {
  const qstash = await aQStash(1);
  const path = receiver.path((nth) => ({ afterMs: nth === 0 ? 30_000 : 0 }));
  const { messageId } = await qstash.client.publish({ url: path.url });
  await eventually(() => path.all()[0]);
  const startedAt = Date.now();
  expect(await qstash.stop("SIGTERM")).toEqual({ code: 0, signal: null });
  expect(Date.now() - startedAt).toBeLessThan(soonMs);
  await qstash.restart();
  await eventually(knownAs(qstash, messageId, "DELIVERED"));
});
