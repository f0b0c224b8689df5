import { randomUUID } from "node:crypto";
import { readFileSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";
import { expect, test } from "vitest";
import { releases } from "@/lib/inventory/releases";
import { type Answer, aFan, call, visa } from "../fixtures/fan";
import { aSale, intentsOf, mailsTo, sales } from "../fixtures/sale";
import { eventually, rows, stack } from "../fixtures/stack";

const secondsOf = (headers: Headers) => Number(headers.get("Retry-After"));

/**
 * Statuses of calls one after the other until one is refused, with time left before it may ask again; under load a
 * count may come too late to count.
 */
async function untilRefused(ask: () => Promise<Answer>, callsMax = 300) {
  const statuses: number[] = [];
  for (let call = 0; call < callsMax; call++) {
    const { status, headers } = await ask();
    if (status !== 429) statuses.push(status);
    else if (secondsOf(headers) > 10) return statuses;
    else await sleep(1000);
  }
  throw new Error(`${callsMax} calls were let through`);
}

/** Counts that came too late for the app, as its log says: such a call is let through. */
const missed = () => readFileSync(stack.appLog, "utf8").split("a rate limit was not counted").length - 1;

/** A fan with a hold who has used up their purchases, refused one more. */
async function aPurchaseTooMany() {
  for (;;) {
    const [sale, fan] = [await aSale(), await aFan()];
    const { hold } = (await fan.reserve(sale.eventId, sale.two)).body;
    const asked = await untilRefused(() => fan.purchase(`h_${sale.eventId}_none`, visa));
    expect(asked.length).toBeGreaterThanOrEqual(60);
    expect(new Set(asked)).toEqual(new Set([404]));

    const before = missed();
    const refused = await fan.purchase(hold.id, visa, "k");
    if (refused.status === 429) return { sale, fan, hold, refused };
    const late = await eventually(
      async () => missed() - before,
      (count) => count > 0,
      2_000,
    );
    expect(late, `${refused.status} instead of 429`).toBeGreaterThan(0);
  }
}

test("a purchase too many changes nothing, and works with its key once the wait is over", async () => {
  const [{ sale, fan, hold, refused }, other] = [await aPurchaseTooMany(), await aFan()];
  expect(refused).toMatchObject({ status: 429, body: { code: "rate_limited" } });
  expect(secondsOf(refused.headers)).toBeGreaterThan(0);
  expect(secondsOf(refused.headers)).toBeLessThanOrEqual(61);
  expect((await fan.ask(`/api/v1/holds/${hold.id}`)).body.hold.state).toBe("held");
  expect(await rows("select 1 from orders where event_id = $1", [sale.eventId])).toEqual([]);
  expect(await intentsOf(sale.eventId)).toEqual([]);

  // Somebody else buys meanwhile.
  const theirs = (await other.reserve(sale.eventId, sale.one)).body.hold;
  expect((await other.purchase(theirs.id, visa)).status).toBe(201);

  await sleep(secondsOf(refused.headers) * 1000);
  expect((await fan.purchase(hold.id, visa, "k")).status).toBe(201);
  expect((await sales(sale.eventId)).ticketTypes[0]).toMatchObject({ sold: 3, held: 0 });
}, 240_000);

test("a fan who holds and releases over and over is told to wait; another is served", async () => {
  const [sale, fan, other] = [await aSale(), await aFan(), await aFan()];
  for (let turn = 0; turn < releases.max; turn++) {
    const { hold } = (await fan.reserve(sale.eventId, sale.one)).body;
    expect((await fan.ask(`/api/v1/holds/${hold.id}`, { method: "DELETE" })).status).toBe(204);
  }
  const refused = await fan.reserve(sale.eventId, sale.one);
  expect(refused).toMatchObject({ status: 429, body: { code: "rate_limited" } });
  expect(secondsOf(refused.headers)).toBeGreaterThan(0);
  expect((await other.reserve(sale.eventId, sale.one)).status).toBe(200);
  expect((await sales(sale.eventId)).ticketTypes[0]).toMatchObject({ held: 1 });
});

/** Asks for a sign-in link as the page does. */
async function askOnce(email: string) {
  const csrf = await fetch(`${stack.url}/api/auth/csrf`);
  const { csrfToken } = (await csrf.json()) as { csrfToken: string };
  const Cookie = csrf.headers
    .getSetCookie()
    .map((line) => line.split(";")[0])
    .join("; ");
  const body = new URLSearchParams({ csrfToken, email, callbackUrl: "/account", json: "true" });
  return fetch(`${stack.url}/api/auth/signin/email`, { method: "POST", headers: { Cookie }, body, redirect: "manual" });
}

/** Who cannot be counted in time is sent nothing, and asks again. */
let uncounted = 0;
const askForLink = (email: string) =>
  eventually(
    () => askOnce(email),
    ({ status }) => {
      if (status === 503) uncounted += 1;
      return status !== 503;
    },
  );

test("an address is mailed a few links an hour, however it is spelled; the next one is told to wait", async () => {
  const email = `fan.${randomUUID().slice(0, 8)}@example.com`;
  const statuses: number[] = [];
  for (let time = 0; time < 10; time++)
    statuses.push((await askForLink(time % 2 ? email : email.toUpperCase())).status);
  // What came too late for the app may have been counted all the same.
  expect(statuses.filter((status) => status !== 200).length).toBeLessThanOrEqual(uncounted);
  const mailed = (await mailsTo(email)).length;

  const refused = await askForLink(` ${email}`);
  expect(refused.status).toBe(429);
  expect(secondsOf(refused.headers)).toBeGreaterThan(0);
  expect(await refused.json()).toMatchObject({ code: "rate_limited" });
  expect((await mailsTo(email)).length).toBe(mailed);
  expect((await askForLink(`fan.${randomUUID().slice(0, 8)}@example.com`)).status).toBe(200);
});

test("nobody is told to wait for what everybody reads", async () => {
  const answers = await Promise.all(Array.from({ length: 100 }, () => call("/api/v1/events?limit=1")));
  expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]));
});
