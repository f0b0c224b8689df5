import { connect } from "node:net";
import { beforeAll, describe, expect, test } from "vitest";
import { readVisitor } from "@/lib/auth/visitor";
import { sealToken } from "@/lib/core/token";
import { passCookie } from "@/lib/waiting-room/pass";
import { personOf } from "@/lib/waiting-room/person";
import { aFan, call } from "../fixtures/fan";
import { aSale, asOrganizer } from "../fixtures/sale";
import { eventually, stack } from "../fixtures/stack";

type Sale = Awaited<ReturnType<typeof aSale>>;
type Gates = { v: string; events: Record<string, { id: string; mode: string; epoch: number; revoked: string[] }> };

/** A path as written: a client library would tidy it first. */
const rawStatus = (path: string) =>
  new Promise<number>((resolve, reject) => {
    const { hostname, port } = new URL(stack.url);
    const socket = connect(Number(port), hostname, () =>
      socket.write(`GET ${path} HTTP/1.1\r\nHost: ${hostname}\r\nConnection: close\r\n\r\n`),
    );
    let head = "";
    socket.setEncoding("utf8").on("data", (chunk: string) => {
      head += chunk;
    });
    socket.on("error", reject).on("end", () => resolve(Number(/^HTTP\/1\.1 (\d{3})/.exec(head)?.[1])));
  });

async function behindGate(): Promise<Sale> {
  const sale = await aSale();
  const opened = await asOrganizer(`/events/${sale.eventId}`, "PATCH", { waitingRoom: { mode: "line" } });
  if (opened.status !== 200) throw new Error("the room did not open");
  await eventually(
    async () => (await call<Gates>("/api/v1/gates")).body.events,
    (events) => sale.slug in events,
  );
  // The edge keeps a copy of its own.
  await eventually(
    () => pick(sale.slug),
    ({ status }) => status === 303,
  );
  return sale;
}

const passFor = (eventId: string, change = {}) => {
  const now = Date.now();
  const times = { issued: now, expires: now + 180_000, until: now + 900_000 };
  return sealToken("pass", eventId, {
    event: eventId,
    person: "p".repeat(22),
    fan: "f".repeat(22),
    lane: "",
    ...times,
    epoch: 0,
    ...change,
  });
};

const pick = (slug: string, cookie?: string) =>
  call(`/events/${slug}/pick`, cookie ? { headers: { Cookie: cookie } } : {});
const asCookie = (eventId: string, token: string) => `${passCookie(eventId, false)}=${token}`;

describe("an event behind a waiting room", () => {
  let hot: Sale;
  beforeAll(async () => {
    hot = await behindGate();
  });

  test("takes what was chosen before it along to the waiting room, and nothing else", async () => {
    const query = `tickets=${hot.ticketTypeId}.2`;
    const leadsTo = async (path: string) => new URL((await call(path)).headers.get("location") ?? "", stack.url);
    const { pathname, search } = await leadsTo(`/ar/events/${hot.slug}/pick?to=//evil.example&${query}`);
    expect([pathname, search]).toEqual([`/ar/waiting-room/${hot.slug}`, `?${query}`]);
    expect((await leadsTo(`/events/${hot.slug}/pick?tickets=//evil.example`)).search).toBe("");
  });

  test("is named in the gate document, with nothing personal", async () => {
    const { body, headers } = await call<Gates>("/api/v1/gates");
    expect(body.events[hot.slug]).toEqual({ id: hot.eventId, mode: "line", epoch: 0, revoked: [] });
    expect(headers.get("cache-control")).toContain("s-maxage=2,");
  });

  test("sends whoever has no pass to its waiting page", async () => {
    const answer = await pick(hot.slug);
    expect(answer.status).toBe(303);
    expect(new URL(answer.headers.get("location") ?? "", stack.url).pathname).toBe(`/waiting-room/${hot.slug}`);
    expect(answer.headers.get("cache-control")).toBe("private, no-store");
  });

  test("lets a pass through, and only one for this event that is still good", async () => {
    const other = await aSale();
    const tokens = [
      [passFor(hot.eventId), "in"],
      [passFor(hot.eventId, { expires: Date.now() - 60_000 }), "wait"],
      [passFor(other.eventId), "wait"],
      [`${passFor(hot.eventId)}A`, "wait"],
    ] as const;
    for (const [token, outcome] of tokens) {
      const { status } = await pick(hot.slug, asCookie(hot.eventId, token));
      expect(status === 303 ? "wait" : "in").toBe(outcome);
    }
  });

  test("asks again at the reserve: a pass in the cookie or the header holds, none is refused with the way in", async () => {
    const fan = await aFan();
    const reserve = (headers: Record<string, string>) =>
      fan.ask("/api/v1/tickets/reserve", { method: "POST", body: { eventId: hot.eventId, items: hot.one }, headers });
    expect(await reserve({})).toMatchObject({
      status: 403,
      body: { code: "pass_required", queueUrl: expect.stringMatching(new RegExp(`^http.*/waiting-room/${hot.slug}$`)) },
    });
    const own = { fan: personOf(hot.eventId, { visitor: readVisitor(fan.token) ?? "" }) };
    expect((await reserve({ "Holdfast-Pass": passFor(hot.eventId, own) })).status).toBe(200);
    expect((await reserve({ Cookie: asCookie(hot.eventId, passFor(hot.eventId, own)) })).status).toBe(200);
    expect((await reserve({ "Holdfast-Pass": passFor(hot.eventId, { ...own, epoch: -1 }) })).status).toBe(403);
    expect((await reserve({ "Holdfast-Pass": passFor(hot.eventId) })).status).toBe(403);
    expect((await reserve({ "x-middleware-subrequest": "middleware" })).status).toBe(403);
  });

  test.each(["%2f", "%5c", "%2e%2e/", "%00", ";"])("is not reached by a path with %s in it", async (hidden) => {
    expect(await rawStatus(`/events/${hot.slug}${hidden}/pick`)).toBeGreaterThanOrEqual(300);
    expect(await rawStatus(`/events/x/..%2f${hot.slug}/pick`)).toBeGreaterThanOrEqual(300);
  });

  test("is not reached by spelling its address differently", async () => {
    const encoded = `%${hot.slug.charCodeAt(0).toString(16)}${hot.slug.slice(1)}`;
    expect(await rawStatus(`/events/${encoded}/pick`)).toBe(303);
    expect(await rawStatus(`/%65vents/${hot.slug}/pick`)).toBeGreaterThanOrEqual(300);
  });
});

test("an event without a waiting room is open to everyone", async () => {
  const [fan, sale] = [await aFan(), await aSale()];
  expect((await pick(sale.slug)).status).not.toBe(303);
  expect((await fan.reserve(sale.eventId, sale.one)).status).toBe(200);
});

describe("content policy", () => {
  const policyOf = async (path: string) => (await call(path)).headers.get("content-security-policy") ?? "";

  test("sign-in has a nonce, new each time, and allows the payment form's origin", async () => {
    const [one, other] = [await policyOf("/sign-in"), await policyOf("/sign-in")];
    const nonce = /'nonce-([^']+)'/;
    expect(nonce.exec(one)?.[1]).toHaveLength(24);
    expect(nonce.exec(one)?.[1]).not.toBe(nonce.exec(other)?.[1]);
    expect(one).toContain("'strict-dynamic'");
    expect(one).toContain(`frame-src ${new URL(stack.stripe).origin}`);
    expect(one).toContain("frame-ancestors 'none'");
    expect(one).not.toMatch(/script-src[^;]*'unsafe-inline'/);
  });

  test("a cached page loads nothing from elsewhere", async () => {
    const policy = await policyOf("/");
    expect(policy).toContain("default-src 'self'");
    expect(policy).not.toContain("http");
    expect(policy).not.toContain("nonce");
  });
});
