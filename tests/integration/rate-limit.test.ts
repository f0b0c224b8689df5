import { randomUUID } from "node:crypto";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { countRestCalls } from "../fixtures/count-calls";
import { rawRedis } from "../fixtures/stack";

const few = 3;
const opened: { close: () => unknown }[] = [];

/** The verb as a process reads it that was started with this Redis and a small number for networks. */
async function limiting(redisUrl = process.env.UPSTASH_REDIS_REST_URL ?? "") {
  vi.resetModules();
  vi.stubEnv("UPSTASH_REDIS_REST_URL", redisUrl);
  vi.stubEnv("LIMITS_NETWORK_PER_MIN", String(few));
  const { limit } = await import("@/lib/rate-limit/limit");
  return limit;
}

/** From here on, with the app's own limits. */
async function asTheAppWaits() {
  const path = "@/lib/core/durations";
  const shipped = await vi.importActual<typeof import("@/lib/core/durations")>(path);
  const { durations }: typeof shipped = await import(path);
  Object.assign(durations, shipped.durations);
}

/** In place of Redis: what it does with a request, and nothing else. */
async function aStore(behave: Parameters<typeof createServer>[1]) {
  const server: Server = createServer(behave ?? (() => undefined));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const close = () => {
    server.closeAllConnections();
    server.close();
  };
  opened.push({ close });
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, close };
}

beforeEach(() => {
  // Within one window, whenever the test runs.
  vi.useFakeTimers({ toFake: ["Date"], now: new Date(Math.floor(Date.now() / 3_600_000) * 3_600_000 + 1000) });
});

afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllEnvs();
  for (const { close } of opened.splice(0)) close();
});

type Limit = Awaited<ReturnType<typeof limiting>>;

/** Each policy with somebody new, and how often one of them may ask. */
const everybody = {
  session: { who: () => ({ network: randomUUID() }), most: few },
  join: { who: () => ({ network: randomUUID(), fan: randomUUID() }), most: few },
  purchase: { who: () => ({ network: randomUUID(), fan: randomUUID() }), most: few },
  "sign-in": { who: () => ({ network: randomUUID(), address: randomUUID() }), most: few },
  organizer: { who: () => ({ network: randomUUID(), key: randomUUID() }), most: few },
} as const;
type Name = keyof typeof everybody;
const names = Object.keys(everybody) as Name[];

const asker = (limit: Limit, name: Name) => {
  const who = everybody[name].who();
  return () => limit(name, who as Parameters<typeof limit<typeof name>>[1]);
};

describe.each(names)("%s", (name) => {
  test("is refused over the limit with the seconds to wait, somebody else passes, and so does the first one then", async () => {
    const limit = await limiting();
    const [ask, other] = [asker(limit, name), asker(limit, name)];
    for (let time = 0; time < everybody[name].most; time++) expect((await ask()).ok).toBe(true);

    // The window ends 59 s from here; one ms more and it is the next.
    expect(await ask()).toEqual({ ok: false, problem: { kind: "rate_limited", retryAfterSeconds: 60 } });
    expect((await other()).ok).toBe(true);

    vi.setSystemTime(Date.now() + 60_000);
    expect((await ask()).ok).toBe(true);
  });
});

describe("who is counted beside the network", () => {
  test.each([
    ["sign-in", "address", 10],
    ["purchase", "fan", 60],
    ["join", "fan", 60],
  ] as const)("%s: a %s from ever new networks", async (name, by, most) => {
    const limit = await limiting();
    const same = randomUUID();
    const ask = (value: string) => limit(name, { network: randomUUID(), [by]: value } as never);
    for (let time = 0; time < most; time++) expect((await ask(same)).ok).toBe(true);
    expect(await ask(same)).toMatchObject({ problem: { kind: "rate_limited" } });
    expect((await ask(randomUUID())).ok).toBe(true);
  });
});

test("both counts are one call, and who was refused is refused again without one", async () => {
  const rest = await countRestCalls(process.env.UPSTASH_REDIS_REST_URL ?? "");
  opened.push(rest);
  const limit = await limiting(rest.url);
  const ask = asker(limit, "purchase");
  await ask();
  rest.calls.length = 0;
  for (let time = 1; time < few; time++) await ask();
  expect(rest.calls).toHaveLength(few - 1);
  expect((await ask()).ok).toBe(false);
  rest.calls.length = 0;
  const fan = randomUUID();
  const again = asker(limit, "session");
  for (let time = 0; time < few + 1; time++) await again();
  rest.calls.length = 0;
  expect(await again()).toMatchObject({ problem: { kind: "rate_limited" } });
  expect(rest.calls).toHaveLength(0);
  expect((await limit("session", { network: fan })).ok).toBe(true);
  expect(rest.calls).toHaveLength(1);
});

test("what was counted can be read from no key, and goes away", async () => {
  const limit = await limiting();
  const [network, address] = ["198.51.100.77", `ada.${randomUUID()}@example.com`];
  await limit("sign-in", { network, address });
  const keys = await rawRedis().keys("limit:*");
  expect(keys.length).toBeGreaterThan(1);
  expect(keys.filter((key) => key.includes(network) || key.includes("ada."))).toEqual([]);
  // Two windows of one caller lie in one slot of a cluster.
  expect(keys.every((key) => /^limit:[a-z-]+:[a-z]+:\{[\w-]{22}\}:\d+$/.test(key))).toBe(true);
  const left = await Promise.all(keys.map((key) => rawRedis().pttl(key)));
  // -1 would stay; others may have gone since they were listed.
  expect(left).not.toContain(-1);
});

const passes = { ok: true, value: undefined };
const away = { ok: false, problem: { kind: "unavailable", retryAfterSeconds: 2 } };
const whenAway: Record<Name, object> = {
  session: passes,
  join: passes,
  purchase: passes,
  organizer: passes,
  "sign-in": away,
};

describe.each(names)("while Redis is away, %s", (name) => {
  const expected = whenAway[name];
  beforeAll(asTheAppWaits);

  test("is decided without it when it answers with an error", async () => {
    const store = await aStore((_, answer) => answer.writeHead(500).end("{}"));
    expect(await asker(await limiting(store.url), name)()).toEqual(expected);
  });

  test("is decided without it when nobody listens", async () => {
    const store = await aStore(() => undefined);
    store.close();
    expect(await asker(await limiting(store.url), name)()).toEqual(expected);
  });

  test("is decided without it when it takes too long, long before a script would give up", async () => {
    let asked = 0;
    const store = await aStore(() => {
      asked += 1;
    });
    const { durations } = await import("@/lib/core/durations");
    const limit = await limiting(store.url);
    const hung = new Promise((resolve) => setTimeout(resolve, durations.redisTimeoutMs - 200, "still waiting"));
    expect(await Promise.race([asker(limit, name)(), hung])).toEqual(expected);
    expect(asked).toBeGreaterThan(0);
  });
});
