import { execFile } from "node:child_process";
import { randomUUID } from "node:crypto";
import { promisify } from "node:util";
import Stripe from "stripe";
import { beforeAll, describe, expect, test } from "vitest";
import { quickStart } from "@/app/(organizer)/developers/quick-start";
import { mintVisitor } from "@/lib/auth/visitor";
import { problemKinds } from "@/lib/core/problem";
import { advanceDraw } from "@/lib/waiting-room/draw/advance";
import { join } from "@/lib/waiting-room/join";
import { personOf } from "@/lib/waiting-room/person";
import { answered } from "../fixtures/answered";
import { aFan, call, challengedCard, visa } from "../fixtures/fan";
import { type ApiDocument, judgeBy, seen } from "../fixtures/judge";
import { anOrganization, eventBody, seatedBody } from "../fixtures/organizer";
import { aPlan } from "../fixtures/plan";
import { aHotSale, aWaiter } from "../fixtures/room";
import { aSale, asOrganizer } from "../fixtures/sale";
import { eventually, rows, stack } from "../fixtures/stack";
import { anEvent } from "../fixtures/world";

type Operation = {
  operationId: string;
  security: Record<string, string[]>[];
  requestBody?: object;
  responses: Record<string, unknown>;
  "x-codeSamples"?: [{ source: string }];
};
type Served = ApiDocument & { paths: Record<string, Record<string, Operation>> };

const served = async () => (await call<Served>("/api/v1/openapi.json")).body;
const post = (body?: object) => ({ method: "POST", ...(body && { body }) });

/** Every operation with success, and each that can refuse on its own account with a refusal. */
async function walk() {
  const [fan, other, organizer, reader] = [
    await aFan(),
    await aFan(),
    await anOrganization(),
    await anOrganization([]),
  ];
  for (const path of ["health", "ready", "gates", "ticket-keys", "openapi.json", "events?limit=1", "events?limit=0"]) {
    await call(`/api/v1/${path}`);
  }
  const { body } = await organizer.ask("/events", post(seatedBody()));
  const { event } = body;
  const path = `/events/${event.id}`;
  const type = `${path}/ticket-types/${event.ticketTypes[0]?.id}`;
  const one = [{ ticketTypeId: event.ticketTypes[0]?.id ?? "", quantity: 1 }];
  for (const [to, asked] of [
    ["/events", {}],
    ["/orders", {}],
    [path, {}],
    [path, { method: "PATCH", body: { title: "Another title" } }],
    [type, { method: "PATCH", body: { priceCents: 2100 } }],
    [`${path}/publish`, post()],
    [`${path}/unpublish`, post()],
    [`${path}/publish`, post()],
    [`${path}/seats/block`, post({ seats: ["1-1-4"] })],
    [`${path}/seats/unblock`, post({ seats: ["1-1-4"] })],
    [`${path}/seats/block`, post({ seats: ["nowhere"] })],
    [`${path}/seats/unblock`, post({ seats: ["nowhere"] })],
    [`${path}/sales`, {}],
  ] as const) {
    await organizer.ask(to, asked);
    await reader.ask(to, asked);
  }
  await reader.ask("/events", post(eventBody()));
  const { plan } = (await organizer.ask("/seating-plans", post(aPlan()))).body;
  await organizer.ask("/seating-plans", post({ ...aPlan(), sections: [] }));
  await organizer.ask(`/seating-plans/${randomUUID()}`);
  for (const to of ["/seating-plans", `/seating-plans/${plan.id}`]) {
    await organizer.ask(to);
    await reader.ask(to);
  }
  for (const suffix of ["", "/availability", "/seating"]) {
    await call(`/api/v1/events/${event.slug}${suffix}`);
    await call(`/api/v1/events/nobody-knows${suffix}`);
  }

  const waitingRoom = { mode: "draw", opensAt: new Date(Date.now() + 24 * 60 * 60 * 1000).toISOString() };
  const drawn = (await organizer.ask("/events", post(eventBody({ waitingRoom })))).body.event;
  await organizer.ask(`/events/${drawn.id}/publish`, post());
  for (const slug of [drawn.slug, "nobody-knows"]) await call(`/api/v1/events/${slug}/queue/draw`);

  const hold = async () => (await fan.reserve(event.id, one)).body.hold;
  const given = `/api/v1/holds/${(await hold()).id}`;
  await fan.reserve(event.id, [{ ticketTypeId: randomUUID(), quantity: 1 }]);
  for (const [suffix, asked] of [
    ["", {}],
    ["/extend", post()],
    ["/extend", post()],
    ["/change", post({ items: one })],
    ["/change", post({ items: [] })],
    ["", { method: "DELETE" }],
    ["", {}],
  ] as const) {
    await fan.ask(given + suffix, asked);
    await other.ask(given + suffix, asked);
  }
  await call("/api/v1/tickets/purchase", post({ holdId: "h", buyer: fan.buyer }));
  const { order } = (await fan.purchase((await hold()).id, visa)).body;
  await fan.purchase((await hold()).id, challengedCard);
  for (const file of ["", "/tickets.pdf", "/calendar.ics"]) {
    await fan.ask(`/api/v1/orders/${order.id}${file}`);
    await other.ask(`/api/v1/orders/${order.id}${file}`);
  }
  for (const asking of [organizer, reader]) {
    await asking.ask(`/orders/${order.id}`);
    await asking.ask(`/orders/${order.id}/resend`, post());
  }
  await organizer.ask(`/orders/${order.id}/refunds`, post({ amountCents: 100 }));
  await organizer.ask(`/orders/${order.id}/refunds`, post({ amountCents: 99_999 }));
  await organizer.ask(`${path}/cancel`, post());
  await reader.ask(`${path}/cancel`, post());

  await walkRoom(reader);
  await walkDraw();

  const message = { id: `evt_${randomUUID()}`, object: "event", type: "some.thing", data: { object: { object: "x" } } };
  const payload = JSON.stringify(message);
  const secret = process.env.STRIPE_WEBHOOK_SECRET ?? "";
  const signature = Stripe.webhooks.generateTestHeaderString({ payload, secret });
  await call("/api/v1/payments/webhook", { ...post(message), headers: { "Stripe-Signature": signature } });
  await call("/api/v1/payments/webhook", post(message));
}

/** To the closing of a draw: who registered has a receipt. */
async function walkDraw() {
  const [{ eventId, slug }, { fan, token }] = [await anEvent(), mintVisitor()];
  const settings = { mode: "draw", opensAt: new Date(Date.now() - 1000).toISOString() };
  await rows("update events set waiting_room = waiting_room || $2 where id = $1", [eventId, settings]);
  const person = personOf(eventId, { visitor: fan });
  await answered(() => join({ eventId, person, fan: person }));
  await answered(() => advanceDraw(eventId));
  for (const headers of [{ Authorization: `Bearer ${token}` }, {}]) {
    await call(`/api/v1/events/${slug}/queue/receipt`, { headers });
  }
}

/** Through a waiting room and out of it; who has no part in it is refused. */
async function walkRoom(reader: Awaited<ReturnType<typeof anOrganization>>) {
  const { slug, eventId } = await aHotSale();
  const [waiter, nowhere] = [aWaiter(slug), aWaiter("nobody-knows")];
  await nowhere.join();
  for (const told of ["state", "report"]) await call(`/api/v1/events/nobody-knows/queue/${told}`);
  await call(`/api/v1/events/${slug}/queue/report`);
  const pass = await waiter.enter((await waiter.join()).body.ticket);
  await waiter.claim("forged");
  await waiter.renew(pass);
  await waiter.renew("forged");
  await waiter.leave("forged");
  await waiter.leave(pass);
  await asOrganizer(`/events/${eventId}/waiting-room/revoke`, "POST", { all: true });
  await reader.ask(`/events/${eventId}/waiting-room`, { method: "PATCH", body: { paused: true } });
  await reader.ask(`/events/${eventId}/waiting-room/revoke`, post({ all: true }));
}

test("every operation is asked, answers as the document says, and refuses as it says", async () => {
  const { paths } = await served();
  await walk();
  // What only our own failure, or asking too often, makes an operation refuse with is not asked for here.
  const always = new Set(["429", "500", "503"]);
  const operations = Object.entries(paths).flatMap(([path, item]) =>
    Object.entries(item).map(([method, { responses }]) => ({
      name: `${method.toUpperCase()} ${path}`,
      refuses: Object.keys(responses).some((status) => status >= "400" && !always.has(status)),
    })),
  );
  const met = (name: string, refused: boolean) =>
    seen.some(({ operation, status }) => operation === name && status >= 400 === refused);
  expect(operations.length).toBeGreaterThan(25);
  expect(operations.filter(({ name }) => !met(name, false))).toEqual([]);
  expect(operations.filter(({ name, refuses }) => refuses && !met(name, true))).toEqual([]);
}, 240_000);

test("the document is public: the same for everyone, kept by shared caches", async () => {
  const { status, headers } = await call("/api/v1/openapi.json");
  expect(status).toBe(200);
  expect(headers.get("cache-control")).toMatch(/^public, max-age=0, s-maxage=\d+/);
  expect(headers.get("set-cookie")).toBeNull();
});

describe("an answer that breaks the document's word is caught", () => {
  const sent = { method: "GET", path: "/api/v1/events/a", sent: undefined };
  const headers = new Headers({ "content-type": "application/json", "x-request-id": "r" });
  const problem = new Headers({ "content-type": "application/problem+json", "x-request-id": "r" });
  const told = { type: "/developers#not_found", title: "Not found", status: 404, code: "not_found", requestId: "r" };
  let judge: ReturnType<typeof judgeBy>;
  let event: object;
  beforeAll(async () => {
    judge = judgeBy(await served());
    event = (await call<{ event: object }>(`/api/v1/events/${(await aSale()).slug}`)).body.event;
  });

  test.each([
    ["a field nobody described", { status: 200, headers }, (event: object) => ({ event: { ...event, secret: 1 } })],
    ["a missing field", { status: 200, headers }, (event: object) => ({ event: { ...event, slug: undefined } })],
    ["a status it does not list", { status: 201, headers }, (event: object) => ({ event })],
    ["another type", { status: 200, headers: problem }, (event: object) => ({ event })],
    ["a code it does not list", { status: 404, headers: problem }, () => ({ ...told, code: "gone" })],
    ["no request id", { status: 404, headers: new Headers() }, () => told],
    ["an address nobody described", { path: "/api/v1/x", status: 200, headers }, () => ({})],
    ["a method nobody described", { method: "PUT", status: 200, headers }, () => ({})],
  ])("%s", (_name, planted, body) => {
    const answer = (value: unknown) => ({ ...sent, status: 200, headers, body: JSON.parse(JSON.stringify(value)) });
    expect(judge(answer({ event }))).toEqual({ operation: "GET /events/{slug}" });
    expect(judge({ ...sent, status: 404, headers: problem, body: told }).wrong).toBeUndefined();
    expect(judge({ ...answer(body(event)), ...planted }).wrong).toEqual(expect.any(String));
  });

  test("so is a body the document would not let through", () => {
    const accepted = (body: unknown) =>
      judge({ ...sent, method: "POST", path: "/api/v1/tickets/reserve", sent: body, status: 200, headers, body: {} });
    expect(accepted({ items: 5 }).wrong).toEqual(expect.any(String));
  });
});

describe("/developers", () => {
  const page = async () => (await call<string>("/developers")).body;

  test("has a place for every problem's type, every operation and every shape", async () => {
    const [html, { paths, components }] = [await page(), await served()];
    const ids = new Set([...html.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id));
    const operations = Object.values(paths).flatMap((item) => Object.values(item).map((each) => each.operationId));
    const shapes = Object.keys(components.schemas).filter((name) => !name.endsWith("Problem"));
    expect(
      [...problemKinds, ...operations, ...shapes.map((name) => `shape-${name}`)].filter((id) => !ids.has(id)),
    ).toEqual([]);
    const targets = [...html.matchAll(/ href="#([^"]+)"/g)].map(([, id]) => id);
    expect(targets.length).toBeGreaterThan(100);
    expect(targets.filter((id) => !ids.has(id))).toEqual([]);
  });

  test("has a place for the type of a real problem", async () => {
    const { body } = await call<{ type: string }>("/api/v1/nowhere");
    const [path, anchor] = body.type.split("#");
    const { status, body: html } = await call<string>(path ?? "");
    expect(status).toBe(200);
    expect(html).toContain(`id="${anchor}"`);
  });

  test("shows examples that work when they are pasted", async () => {
    const run = promisify(execFile);
    const sh = async (script: string, environment: Record<string, string | undefined>) =>
      (await run("sh", ["-ec", script], { env: { ...process.env, ...environment }, timeout: 60_000 })).stdout;
    const names = ["FAN", "SLUG", "EVENT", "TYPE", "PLAN", "HOLD", "ORDER", "ORDER_KEY", "KEY", "HOLDFAST"];
    const start = { HOLDFAST: stack.url, KEY: stack.organizerApiKey };
    const printed = await sh(`${quickStart}\nfor n in ${names.join(" ")}; do eval "echo \\$$n"; done`, start);
    const values = printed.trim().split("\n");
    expect(values).toHaveLength(names.length);
    const set = Object.fromEntries(names.map((name, index) => [name, values[index]]));
    expect(names.filter((name) => !set[name])).toEqual([]);

    const samples = Object.values((await served()).paths).flatMap((item) =>
      Object.values(item).flatMap((each) => each["x-codeSamples"]?.[0].source ?? []),
    );
    expect(samples.length).toBeGreaterThan(25);
    for (const source of samples) {
      // Seats are those of the event that the page begins with.
      const ofAnother = source.includes("organizer/events/$EVENT") && !source.includes("/seats/");
      const sale = ofAnother ? await aSale() : undefined;
      const fresh = sale ? { EVENT: sale.eventId, TYPE: sale.ticketTypeId } : {};
      const hold = source.includes('$HOLD"') || source.includes("/$HOLD/") ? await newHold(set) : {};
      const quiet = source.replace(/^curl /, "curl -s -w '\\n%{http_code}' ").replace(/ -o \S+/, " -o /dev/null");
      const answer = await eventually(
        () => sh(quiet, { ...set, ...fresh, ...hold }),
        (text) => !text.trim().endsWith("503"),
      );
      expect(answer.trim().split("\n").at(-1), `${source}\n${answer}`).toMatch(/^20\d$/);
    }
  }, 240_000);
});

/** A hold like the one the page begins with, of a fan of its own: an example may have used that one up. */
async function newHold({ EVENT, TYPE }: Record<string, string | undefined>) {
  const { token } = (await call("/api/v1/session", { method: "POST" })).body;
  const body = { eventId: EVENT, items: [{ ticketTypeId: TYPE, quantity: 2 }] };
  const headers = { Authorization: `Bearer ${token}`, "Idempotency-Key": randomUUID() };
  const reserved = await call("/api/v1/tickets/reserve", { method: "POST", body, headers });
  return { FAN: token, HOLD: reserved.body.hold.id };
}
