import { beforeAll, describe, expect, test } from "vitest";
import { sealToken } from "@/lib/core/token";
import { passCookie } from "@/lib/waiting-room/pass";
import { aHotSale, aWaiter } from "../fixtures/room";

type Waiter = ReturnType<typeof aWaiter>;

const payloadOf = (token: string) => JSON.parse(Buffer.from(token.split(".")[2] ?? "", "base64url").toString());
const withPayload = (token: string, change: object) => {
  const [version, kid, , mac] = token.split(".");
  const payload = Buffer.from(JSON.stringify({ ...payloadOf(token), ...change })).toString("base64url");
  return [version, kid, payload, mac].join(".");
};
const withPart = (token: string, at: number, change: (part: string) => string) =>
  token
    .split(".")
    .map((part, index) => (index === at ? change(part) : part))
    .join(".");
/** Another last digit of the same bytes: a lenient decoder takes it. */
const respelt = (mac: string) => {
  const digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
  return mac.slice(0, -1) + (digits[digits.indexOf(mac.at(-1) ?? "") ^ 1] ?? "A");
};

/** A token as somebody may alter it, by name. */
const altered = (token: string): [string, string][] => [
  ["cut", token.slice(0, -1)],
  ["longer", `${token}A`],
  ["padded", `${token}=`],
  ["with a space", ` ${token} x`],
  ["twice", `${token}.${token}`],
  ["with a fifth part", `${token}.x`],
  ["without its mac", token.split(".").slice(0, 3).join(".")],
  ["with an empty mac", withPart(token, 3, () => "")],
  ["with another mac", withPart(token, 3, (mac) => [...mac].reverse().join(""))],
  ["with a mac of zeros", withPart(token, 3, () => "A".repeat(43))],
  ["with its mac spelt differently", withPart(token, 3, respelt)],
  ["of another version", withPart(token, 0, () => "v2")],
  ["without a version", withPart(token, 0, () => "")],
  ["of another key", withPart(token, 1, () => "00000000")],
  ["of no key", withPart(token, 1, () => "none")],
  ["of an inherited key", withPart(token, 1, () => "constructor")],
  ["in capitals", token.toUpperCase()],
  ["with an empty payload", withPart(token, 2, () => "")],
  ["with a payload of text", withPart(token, 2, () => Buffer.from("no json").toString("base64url"))],
  [
    "with another digit in its payload",
    withPart(token, 2, (text) => `${text.slice(0, -2)}${text.at(-2) === "A" ? "B" : "A"}${text.at(-1)}`),
  ],
  ["of another person", withPayload(token, { person: "x".repeat(22) })],
  ["of another visitor", withPayload(token, { fan: "x".repeat(22) })],
  ["of a later epoch", withPayload(token, { epoch: 99 })],
  [
    "with more in it",
    withPayload(token, { lane: "vip", number: 1, until: Date.now() + 1e9, expires: Date.now() + 1e9 }),
  ],
  ["that says nothing", "x"],
];

let waiter: Waiter;
let eventId: string;
let one: object[];
let ticket: string;
let pass: string;

const reserveWith = (headers: Record<string, string>) =>
  waiter.ask("/api/v1/tickets/reserve", "POST", { body: { eventId, items: one }, headers });
const asCookie = (token: string) => ({ Cookie: `${passCookie(eventId, false)}=${token}` });

beforeAll(async () => {
  const sale = await aHotSale({ capacity: 200 });
  ({ eventId, one } = sale);
  waiter = aWaiter(sale.slug);
  ticket = (await waiter.join()).body.ticket;
  pass = await waiter.enter(ticket);
});

describe("nothing but what was given opens", () => {
  test("an altered ticket claims nothing, and the ticket does", async () => {
    for (const [name, token] of altered(ticket)) {
      expect((await waiter.claim(token)).status, name).toBe(403);
    }
    expect((await waiter.claim(ticket)).status).toBe(200);
  });

  test.each([
    ["cookie", asCookie],
    ["header", (token: string) => ({ "Holdfast-Pass": token })],
  ] as const)("an altered pass in the %s reserves nothing, and the pass does", async (_, carry) => {
    for (const [name, token] of altered(pass)) {
      expect((await reserveWith(carry(token))).status, name).toBe(403);
    }
    expect((await reserveWith(carry(pass))).status).toBe(200);
  });

  test("a genuine token of another kind, event or fan opens nothing", async () => {
    const other = await aHotSale();
    const [stranger, elsewhere] = [aWaiter(other.slug), aWaiter(other.slug)];
    const foreign = (await elsewhere.join()).body.ticket;
    for (const token of [pass, waiter.token, foreign, sealToken("ticket", eventId, payloadOf(pass))]) {
      expect((await waiter.claim(token)).status).toBe(403);
    }
    const foreignPass = sealToken("pass", other.eventId, payloadOf(pass));
    for (const token of [ticket, waiter.token, foreignPass, sealToken("pass", eventId, payloadOf(ticket))]) {
      expect((await reserveWith({ "Holdfast-Pass": token })).status).toBe(403);
    }
    expect((await stranger.reserve(eventId, one, pass)).status).toBe(403);
    expect((await stranger.claim(foreign)).status).toBe(403);
    expect([200, 202]).toContain((await elsewhere.claim(foreign)).status);
    expect((await waiter.reserve(eventId, one, pass)).status).toBe(200);
  });

  test("headers that say one is inside say nothing", async () => {
    const names = ["x-middleware-subrequest", "x-middleware-next", "x-hf-pass", "x-forwarded-user"];
    for (const name of names) expect((await reserveWith({ [name]: "middleware" })).status, name).toBe(403);
  });
});
