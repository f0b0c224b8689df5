import { solveChallenge } from "altcha-lib";
import { deriveKey } from "altcha-lib/algorithms/web/pbkdf2";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { durations } from "@/lib/core/durations";
import { aTurnstile } from "@/tests/fixtures/turnstile";
import type { Challenge, Solution } from "./challenge-document";
import { flag, takeGiven } from "./networks";
import { prove } from "./prove";

const { env } = vi.hoisted(() => ({
  env: { HOLDFAST_SECRET: "a".repeat(32), TURNSTILE_SITE_KEY: "", TURNSTILE_SECRET_KEY: "", TURNSTILE_VERIFY_URL: "" },
}));
vi.mock("@/lib/core/env", () => ({ env: () => env }));
vi.mock("@/lib/core/log", () => ({ log: { warn: () => undefined } }));

const named = (letter: string) => ({ eventId: "11111111-1111-4111-8111-111111111111", fan: letter.repeat(22) });
const [ada, bob] = [named("a"), named("b")];
const network = "192.0.2.1";

let turnstile: Awaited<ReturnType<typeof aTurnstile>>;
beforeAll(async () => {
  turnstile = await aTurnstile("secret");
});
afterAll(() => turnstile.close());

beforeEach(() => {
  const keys = { TURNSTILE_SITE_KEY: "site", TURNSTILE_SECRET_KEY: "secret" };
  Object.assign(env, { ...keys, TURNSTILE_VERIFY_URL: turnstile.url });
  Object.assign(turnstile.state, { calls: 0, behaviour: "answers" });
});
const { challengeTimeoutMs } = durations;
afterEach(() => {
  durations.challengeTimeoutMs = challengeTimeoutMs;
});

const show = (who: typeof ada, solution?: Solution) => prove(who, { network, solution });
const token = (text: string): Solution => ({ kind: "turnstile", token: text });

async function challenged(who: typeof ada, solution?: Solution): Promise<Challenge> {
  flag(who.eventId, network);
  const asked = await show(who, solution);
  if (asked.ok) throw new Error("not challenged");
  return asked.problem.challenge;
}

async function tokenFor(who: typeof ada): Promise<string> {
  const challenge = await challenged(who);
  if (challenge.kind !== "turnstile") throw new Error("no widget");
  return turnstile.solve(challenge);
}

const proven = { ok: true, value: { name: network, isProven: true } };
const refusedAs = (refused: string) => ({ ok: false, problem: { kind: "challenge_required", refused } });

test("a network that was not flagged is asked nothing here; one that was, again and again, and each time is counted", async () => {
  const elsewhere = { eventId: "33333333-3333-4333-8333-333333333333", fan: ada.fan };
  expect(await show(elsewhere)).toEqual({ ok: true, value: { name: network, isProven: false } });
  takeGiven(ada.eventId);
  for (let time = 0; time < 3; time++) expect((await challenged(ada)).kind).toBe("turnstile");
  expect(takeGiven(ada.eventId)).toBe(3);
  expect(takeGiven(ada.eventId)).toBe(0);
  expect(turnstile.state.calls).toBe(0);
});

describe("with Turnstile set up", () => {
  test("its token counts for whom the widget was drawn, and asking again is the same question", async () => {
    const text = await tokenFor(ada);
    expect(await show(ada, token(text))).toEqual(proven);
    expect(await show(ada, token(text))).toEqual(proven);
    expect(await show(bob, token(text))).toMatchObject(refusedAs("expired"));
    expect(await show(bob, token(await tokenFor(ada)))).toMatchObject(refusedAs("wrong"));
    expect(await show(ada, token("0.made-up"))).toMatchObject(refusedAs("wrong"));
    expect(await show(ada, token(turnstile.solve({ action: "login", cData: ada.fan })))).toMatchObject(
      refusedAs("wrong"),
    );
  });

  test("while it fails, work takes its place, and counts; the token counts once it answers", async () => {
    const text = await tokenFor(ada);
    turnstile.state.behaviour = "fails";
    const instead = await challenged(ada, token(text));
    if (instead.kind !== "altcha") throw new Error("no work");
    const { challenge } = instead;
    const solution = await solveChallenge({ challenge, deriveKey });
    const payload = Buffer.from(JSON.stringify({ challenge, solution })).toString("base64");
    expect(await show(ada, { kind: "altcha", payload })).toEqual(proven);
    expect(await show(bob, { kind: "altcha", payload })).toMatchObject(refusedAs("wrong"));
    turnstile.state.behaviour = "answers";
    expect(await show(ada, token(text))).toEqual(proven);
  });

  test("while it hangs, work takes its place", async () => {
    const text = await tokenFor(ada);
    turnstile.state.behaviour = "hangs";
    durations.challengeTimeoutMs = 200;
    expect((await challenged(ada, token(text))).kind).toBe("altcha");
    expect(turnstile.state.calls).toBe(1);
  });

  test("a secret that is not its own is our fault, not the fan's: work takes its place", async () => {
    const text = await tokenFor(ada);
    env.TURNSTILE_SECRET_KEY = "mistyped";
    expect((await challenged(ada, token(text))).kind).toBe("altcha");
  });
});

test("with one key of two, or none, everybody works, and a token counts for nothing", async () => {
  const text = await tokenFor(ada);
  env.TURNSTILE_SECRET_KEY = "";
  expect((await challenged(ada)).kind).toBe("altcha");
  expect(await show(ada, token(text))).toMatchObject(refusedAs("wrong"));
});
