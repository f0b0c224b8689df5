import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { queue } from "@/lib/queue/client";
import { ticketMails } from "@/lib/queue/publish-outbox";
import { patiently } from "../fixtures/crowd";
import { aFan, call, callOnce, visa } from "../fixtures/fan";
import { ownPlatform } from "../fixtures/platform";
import { aSale, mailsTo } from "../fixtures/sale";
import { eventually, rawRedis, rows } from "../fixtures/stack";

const platform = ownPlatform({ instances: 2, environment: { QSTASH_TIME_SCALE: "0.1" } });

const healthy = async (url: string) => (await call(`${url}/api/v1/health`)).status;

test("a hold made at one app is bought at the other, and a killed app comes back where it was", async () => {
  const [first, second] = platform.apps;
  const { eventId, one } = await aSale();
  const fan = await aFan();
  const held = await patiently(() => fan.reserve(eventId, one, "k"));
  expect(held.status).toBe(200);

  const { pid } = first;
  expect(await first.kill()).toMatchObject({ signal: "SIGKILL" });
  await expect(healthy(first.url)).rejects.toThrow();
  expect(await healthy(second?.url ?? "")).toBe(200);

  await first.start();
  expect(first.pid).not.toBe(pid);
  // A process that has just started may say 503.
  expect((await patiently(() => fan.purchase(held.body.hold.id, visa, "k"))).status).toBe(201);
  expect(await rows("select 1 from tickets where event_id = $1 and status = 'valid'", [eventId])).toHaveLength(1);
  expect(await rawRedis().exists(`inv:{${eventId}}:sale`)).toBe(1);
  expect(readFileSync(first.log, "utf8")).toContain("Ready");
});

test("mails are held back by their key alone: tickets are sold meanwhile, and the mails come after", async () => {
  await queue().flowControl.pause(ticketMails.key);
  const { eventId, one } = await aSale();
  const fan = await aFan();
  const held = await patiently(() => fan.reserve(eventId, one, "k"));
  expect((await patiently(() => fan.purchase(held.body.hold.id, visa, "k"))).status).toBe(201);
  const waiting = () => queue().flowControl.get(ticketMails.key);
  expect((await eventually(waiting, ({ waitListSize }) => waitListSize > 0)).waitListSize).toBeGreaterThan(0);
  expect(await mailsTo(fan.email)).toEqual([]);

  await queue().flowControl.resume(ticketMails.key);
  expect(
    await eventually(
      () => mailsTo(fan.email),
      ({ length }) => length > 0,
      60_000,
    ),
  ).toHaveLength(1);
});

test("the apps stand on whichever driver the test names", async () => {
  const { pid } = platform.services.neon;
  const readyWithoutProxy = async () => {
    process.kill(pid ?? 0, "SIGSTOP");
    try {
      return (await callOnce("/api/v1/ready")).status;
    } finally {
      process.kill(pid ?? 0, "SIGCONT");
    }
  };
  expect(await readyWithoutProxy()).toBe(503);
  await platform.restartApps({ DATABASE_DRIVER: "pg" });
  expect(await eventually(readyWithoutProxy, (status) => status === 200)).toBe(200);
});

test("a frozen app answers again once it is thawed", async () => {
  const [first] = platform.apps;
  first.freeze();
  const answer = healthy(first.url);
  const early = await Promise.race([answer, new Promise((resolve) => setTimeout(resolve, 500, "none"))]);
  first.thaw();
  expect(early).toBe("none");
  expect(await answer).toBe(200);
});
