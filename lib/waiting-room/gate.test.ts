import { describe, expect, test } from "vitest";
import { decide, type Gate, type GateDocument } from "./gate";
import type { Pass } from "./pass";

const hot: Gate = { id: "event-1", mode: "line", epoch: 3, revoked: ["revokedperso"] };
const known: GateDocument = { v: "1", events: { hot, calm: { ...hot, id: "event-2", mode: "off" } } };
const pass: Pass = {
  event: "event-1",
  person: "p".repeat(43),
  fan: "f".repeat(22),
  lane: "",
  issued: 0,
  expires: 1,
  until: 1,
  epoch: 3,
};

const passing = (held: Pass | undefined, gates: GateDocument | undefined = known) => ({
  gates: async () => gates,
  passOf: async (eventId: string) => (held?.event === eventId ? held : undefined),
});

describe("without a pass", () => {
  test.each([
    ["/events/hot/pick", { kind: "wait", slug: "hot" }],
    ["/events/hot/pick/", { kind: "wait", slug: "hot" }],
    ["/events/hot/pick/seats", { kind: "wait", slug: "hot" }],
    ["/events/hot/pick.rsc", { kind: "wait", slug: "hot" }],
    ["/events/%68ot/pick", { kind: "wait", slug: "hot" }],
    ["/%65vents/hot/pick", { kind: "wait", slug: "hot" }],
    ["/events/hot/p%69ck", { kind: "wait", slug: "hot" }],
    ["/ar/events/hot/pick", { kind: "wait", slug: "hot" }],
    ["/en/events/hot/pick", { kind: "wait", slug: "hot" }],
    ["/%61r/events/hot/pick", { kind: "wait", slug: "hot" }],
    ["/ar/events/calm/pick", { kind: "next" }],
    ["/ar/checkout/h_1", { kind: "next" }],
    ["/ar/sign-in", { kind: "next" }],
    ["/events/calm/pick", { kind: "next" }],
    ["/events/never-heard-of/pick", { kind: "next" }],
    ["/events/constructor/pick", { kind: "next" }],
    ["/checkout/h_1", { kind: "next" }],
    ["/dashboard", { kind: "next" }],
    ["/sign-in/confirm", { kind: "next" }],
  ])("%s", async (path, decision) => {
    expect(await decide(path, passing(undefined))).toEqual(decision);
  });

  test.each([
    "/events/calm%2fpick/pick",
    "/events/calm%2Fpick",
    "/events/calm%5cpick/pick",
    "/events/hot\\pick/pick",
    "/events/calm/../hot/pick",
    "/events/calm/%2e%2e/hot/pick",
    "/events/./hot/pick",
    "/events//hot/pick",
    "/events/hot;calm/pick",
    "/events/hot%00/pick",
    "/events/%2568ot/pick",
    "/events/%zz/pick",
    "/events/hot",
    "/elsewhere",
    "/AR/events/hot/pick",
    "/english/events/hot/pick",
    "/ar/ar/events/hot/pick",
    "/ar",
    "/",
  ])("%s is no honest path", async (path) => {
    expect(await decide(path, passing(undefined))).toEqual({ kind: "bad_request" });
  });
});

describe("with a pass", () => {
  test("one for this event opens its gate", async () => {
    expect(await decide("/events/hot/pick", passing(pass))).toEqual({ kind: "next" });
  });

  test.each([
    ["for another event", { ...pass, event: "event-2" }],
    ["of an epoch that was revoked", { ...pass, epoch: 2 }],
    ["of a person who was revoked", { ...pass, person: "revokedperson and the rest of the hash" }],
  ])("one %s does not", async (_name, held) => {
    expect(await decide("/events/hot/pick", passing(held))).toEqual({ kind: "wait", slug: "hot" });
  });

  test("a later epoch than the gate knows opens it: the document may be stale", async () => {
    expect(await decide("/events/hot/pick", passing({ ...pass, epoch: 4 }))).toEqual({ kind: "next" });
  });
});

test("while the gate document was never read everyone waits, but checkout goes on", async () => {
  const unread = { gates: async () => undefined, passOf: async () => pass };
  expect(await decide("/events/calm/pick", unread)).toEqual({ kind: "wait", slug: "calm" });
  expect(await decide("/checkout/h_1", unread)).toEqual({ kind: "next" });
});
