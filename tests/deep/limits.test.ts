import { readFileSync } from "node:fs";
import { beforeEach, describe, expect, test } from "vitest";
import { patiently } from "../fixtures/crowd";
import { type Answer, call } from "../fixtures/fan";
import { ownPlatform } from "../fixtures/platform";
import { asOrganizer } from "../fixtures/sale";
import { eventually, rawRedis } from "../fixtures/stack";

const few = 12;
const platform = ownPlatform({ environment: { LIMITS_NETWORK_PER_MIN: String(few) } });

beforeEach(async () => {
  const counts = await rawRedis().keys("limit:*");
  if (counts.length > 0) await rawRedis().del(...counts);
});

const session = (forwarded?: string) =>
  call("/api/v1/session", {
    method: "POST",
    headers: forwarded === undefined ? {} : { "X-Forwarded-For": forwarded },
  });

/** Counts that came too late for the app, as its log says: Redis may have counted, or not. */
const missed = () => readFileSync(platform.apps[0].log, "utf8").split("a rate limit was not counted").length - 1;

/** Asks one after the other until it is refused; all in one window. */
async function askUntilRefused(ask: (time: number) => Promise<Answer>) {
  while (Date.now() % 60_000 > 40_000) await new Promise((resolve) => setTimeout(resolve, 500));
  const before = missed();
  for (let allowed = 0; allowed < 3 * few; allowed++) {
    const answer = await patiently(() => ask(allowed));
    if (answer.status === 429) return { allowed, refused: answer, before };
    expect(answer.status).toBeLessThan(300);
  }
  throw new Error("never refused");
}

/** Exactly few; each count that came too late may have let one more through, or have counted one twice. */
async function expectFew({ allowed, before }: { allowed: number; before: number }) {
  const off = Math.abs(allowed - few);
  const excused = await eventually(
    async () => missed() - before,
    (late) => late >= off,
    2_000,
  );
  expect(off, `${allowed} allowed`).toBeLessThanOrEqual(excused);
}

describe("with no proxy in front", () => {
  test("a network gets its sessions, then is told how long to wait, whatever addresses it claims", async () => {
    const found = await askUntilRefused((time) => session(`203.0.113.${time}, 2001:db8::${time}`));
    await expectFew(found);
    expect(found.refused).toMatchObject({ status: 429, body: { code: "rate_limited" } });
    expect(Number(found.refused.headers.get("Retry-After"))).toBeGreaterThan(0);
    expect(Number(found.refused.headers.get("Retry-After"))).toBeLessThanOrEqual(61);
    // Another policy has counts of its own, and pages none.
    expect((await patiently(() => asOrganizer("/events"))).status).toBe(200);
    expect((await call("/api/v1/events")).status).toBe(200);
  });

  test("an organizer's program, too", async () => {
    await expectFew(await askUntilRefused(() => asOrganizer("/events")));
  });
});

describe("behind one proxy", () => {
  test("its entry is the network, and what stands before it is not read", async () => {
    await platform.restartApps({ TRUSTED_HOPS: "1" });
    await expectFew(await askUntilRefused((time) => session(`203.0.113.${time}, 198.51.100.7`)));
    expect((await patiently(() => session("198.51.100.8"))).status).toBe(201);
    // One customer's network, from many of its addresses.
    await expectFew(await askUntilRefused((time) => session(`2001:db8:7:7::${time + 1}`)));
    expect((await patiently(() => session("2001:db8:7:8::1"))).status).toBe(201);
  });
});
