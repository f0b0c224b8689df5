import { beforeEach, describe, expect, test } from "vitest";
import { call } from "../fixtures/fan";
import { ownPlatform } from "../fixtures/platform";
import { asOrganizer } from "../fixtures/sale";
import { rawRedis } from "../fixtures/stack";

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

/** Statuses of so many calls, one after the other. */
async function statuses(times: number, ask: (time: number) => Promise<{ status: number }>) {
  const found: number[] = [];
  for (let time = 0; time < times; time++) found.push((await ask(time)).status);
  return found;
}

const allowed = (status: number) => Array<number>(few).fill(status);

describe("with no proxy in front", () => {
  test("a network gets its sessions, then is told how long to wait, whatever addresses it claims", async () => {
    // In the middle of a window, so that all of this is in one.
    while (Date.now() % 60_000 > 40_000) await new Promise((resolve) => setTimeout(resolve, 500));
    const found = await statuses(few + 3, (time) => session(`203.0.113.${time}, 2001:db8::${time}`));
    expect(found).toEqual([...allowed(201), 429, 429, 429]);
    const refused = await session();
    expect(refused).toMatchObject({ status: 429, body: { code: "rate_limited" } });
    expect(Number(refused.headers.get("Retry-After"))).toBeGreaterThan(0);
    expect(Number(refused.headers.get("Retry-After"))).toBeLessThanOrEqual(61);
    // Another policy has counts of its own, and pages none.
    expect((await asOrganizer("/events")).status).toBe(200);
    expect((await call("/api/v1/events")).status).toBe(200);
  });

  test("an organizer's program, too", async () => {
    while (Date.now() % 60_000 > 40_000) await new Promise((resolve) => setTimeout(resolve, 500));
    expect(await statuses(few + 1, () => asOrganizer("/events"))).toEqual([...allowed(200), 429]);
  });
});

describe("behind one proxy", () => {
  test("its entry is the network, and what stands before it is not read", async () => {
    await platform.restartApps({ TRUSTED_HOPS: "1" });
    while (Date.now() % 60_000 > 40_000) await new Promise((resolve) => setTimeout(resolve, 500));
    const found = await statuses(few + 1, (time) => session(`203.0.113.${time}, 198.51.100.7`));
    expect(found).toEqual([...allowed(201), 429]);
    expect((await session("198.51.100.8")).status).toBe(201);
    // One customer's network, from many of its addresses.
    const customer = await statuses(few + 1, (time) => session(`2001:db8:7:7::${time + 1}`));
    expect(customer).toEqual([...allowed(201), 429]);
    expect((await session("2001:db8:7:8::1")).status).toBe(201);
  });
});
