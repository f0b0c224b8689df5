import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { goOn, panelNow, type Visit, wantAgain } from "./visit";

vi.mock("./solve", () => ({ solve: async ({ cData }: { cData: string }) => ({ kind: "turnstile", token: cData }) }));

const challenge = { kind: "turnstile", siteKey: "site", action: "join", cData: "who" } as const;
/** Answers to joins, before a place is given. */
let challenges: object[] = [];
const room = {
  ...{ v: "1.1", epoch: 1, phase: "lobby", mode: "draw", paused: false, serving: 0, draw: null, soldOut: false },
  ...{ ratePerMinute: 600, opensAt: "2026-11-23T12:00:00.000Z", poll: { floorMs: 2000, ceilMs: 60_000 } },
};
let told = room;
let posted: { ticket?: string; code?: string; solution?: object }[] = [];
let looks = 0;
let given = 7;

beforeEach(() => {
  vi.useFakeTimers({ now: Date.parse("2026-11-23T10:00:00Z") });
  vi.spyOn(Math, "random").mockReturnValue(0.5);
  [told, posted, challenges, looks, given] = [room, [], [], 0, 7];
  vi.stubGlobal("fetch", async (path: string, { body }: RequestInit) => {
    if (path.endsWith("/state")) {
      looks += 1;
      return Response.json({ ...told, at: new Date().toISOString() });
    }
    posted.push(JSON.parse(String(body)));
    if (path.endsWith("/claim")) {
      const wait = posted.length < 4 && Response.json({ retryAfterMs: 2000 }, { status: 202 });
      return wait || Response.json({ expiresAt: new Date(Date.now() + 180_000).toISOString() });
    }
    const { code } = posted.at(-1) ?? {};
    if (code === "WRONG") return Response.json({ code: "code_invalid" }, { status: 409 });
    if (code) return Response.json({ state: "waiting", number: 3, ticket: "in-a-lane", lane: "presale" });
    const asked = challenges.shift();
    if (asked) return Response.json({ code: "challenge_required", challenge, ...asked }, { status: 403 });
    return Response.json({ state: "registered", number: given, ticket: `ticket-${posted.length}` });
  });
});
afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
});

const arriving = (change: Partial<Visit> = {}): Visit => ({
  ...{ slug: "hot", told: undefined, code: undefined, isCodeRefused: false, room: undefined, skewMs: 0 },
  ...{ place: undefined, bringAt: undefined, again: undefined },
  ...{ until: undefined, ended: undefined, isOpen: false, challenge: undefined, isUnsolved: false },
  ...change,
});

test("a place is asked for once", async () => {
  const visit = arriving();
  for (let look = 0; look < 3; look += 1) await goOn(visit);
  expect(posted).toEqual([{}]);
  expect(visit.place).toMatchObject({ number: 7, ticket: "ticket-1", epoch: 1 });
});

test("in a new epoch the ticket is brought again, once, and not by all pages at once", async () => {
  const visit = arriving();
  await goOn(visit);
  told = { ...room, v: "2.1", epoch: 2 };
  const nextMs = await goOn(visit);
  expect(posted).toEqual([{}]);
  // Half of a minute away by the chance above, and before the next look would be.
  expect(nextMs).toBeCloseTo(30_000, -2);
  vi.advanceTimersByTime(30_000);
  await goOn(visit);
  await goOn(visit);
  expect(posted).toEqual([{}, { ticket: "ticket-1" }]);
  expect(visit.place).toMatchObject({ number: 7, ticket: "ticket-2", epoch: 2 });
});

test("whoever comes back from signing in shows at once the ticket they had", async () => {
  const place = { number: 7, ticket: "kept", epoch: 1, progress: { v: "1.1", at: "", samples: [] } };
  const visit = arriving({ place, bringAt: 0 });
  await goOn(visit);
  await goOn(visit);
  expect(posted).toEqual([{ ticket: "kept" }]);
});

test("another turn is asked for once, with the ticket of the one that is over", async () => {
  const progress = { v: "1.1", at: "", place: 7, least: 0, most: 3, samples: [] };
  const visit = arriving({ place: { number: 7, ticket: "over", epoch: 1, progress }, ended: "gone" });
  await goOn(visit);
  expect([posted, panelNow(visit)]).toEqual([[], "gone"]);
  wantAgain(visit);
  await goOn(visit);
  await goOn(visit);
  expect(posted).toEqual([{ ticket: "over", again: true }]);
  expect(visit).toMatchObject({ place: { ticket: "ticket-1" }, ended: undefined, again: undefined });
});

test("a challenge is said before it is solved, and its solution brings the place", async () => {
  challenges = [{}];
  const visit = arriving();
  expect(await goOn(visit)).toBe(0);
  expect([panelNow(visit), posted]).toEqual(["check", [{}]]);
  await goOn(visit);
  expect(posted).toEqual([{}, { solution: { kind: "turnstile", token: "who" } }]);
  expect(panelNow(visit)).toBe("lobby");
  expect(visit.place).toMatchObject({ number: 7 });
});

test("after a solution that did not count the page waits, as after a failure", async () => {
  challenges = [{}, { refused: "wrong" }];
  const visit = arriving();
  await goOn(visit);
  await expect(goOn(visit)).rejects.toThrow("later");
  expect(panelNow(visit)).toBe("check");
  await goOn(visit);
  expect(visit.place).toMatchObject({ number: 7 });
});

test("where nothing is given out any more no challenge is solved", async () => {
  challenges = [{}];
  const visit = arriving();
  await goOn(visit);
  told = { ...room, soldOut: true };
  expect(await goOn(visit)).toBeUndefined();
  expect([panelNow(visit), posted]).toEqual(["soldOut", [{}]]);
});

test("a code leads to a lane, whose line is the one that counts from then on; another code changes nothing", async () => {
  const lanes = { presale: { phase: "line", serving: 1, issuedRounded: 3, opensAt: null } };
  told = { ...room, ...{ lanes } };
  const visit = arriving();
  await goOn(visit);
  visit.code = "WRONG";
  await goOn(visit);
  expect(visit).toMatchObject({ isCodeRefused: true, code: undefined, place: { ticket: "ticket-1" } });
  expect(panelNow(visit)).toBe("lobby");
  visit.code = "FANCLUB";
  await goOn(visit);
  expect(visit).toMatchObject({ isCodeRefused: false, code: undefined, place: { lane: "presale", number: 3 } });
  expect([panelNow(visit), visit.place?.progress.least]).toEqual(["line", 2]);
});

test("half an hour in line is one join, the claims, and looks that any cache answers", async () => {
  const visit = arriving();
  const [begin, minutes, placesPerMs] = [Date.now(), 30, 600 / 60_000];
  given = minutes * 600;
  while (visit.until === undefined && Date.now() - begin < 2 * minutes * 60_000) {
    told = { ...room, phase: "line", mode: "line", serving: Math.floor((Date.now() - begin) * placesPerMs) };
    vi.advanceTimersByTime((await goOn(visit)) ?? 0);
  }
  expect(Date.now() - begin).toBeGreaterThan(0.99 * minutes * 60_000);
  expect(posted.length).toBe(4);
  expect(looks).toBeLessThan(100);
});

test("a code that came too late is dropped: of a room that is sold out nothing more is asked", async () => {
  told = { ...room, soldOut: true };
  const visit = arriving({ code: "FANCLUB" });
  expect(await goOn(visit)).toBeUndefined();
  expect([visit.code, posted]).toEqual([undefined, []]);
});

test("a lane that a document does not name yet has called nobody", async () => {
  const progress = { v: "1.1", at: "", place: 5, least: 5, most: 5, samples: [] };
  told = { ...room, phase: "line", mode: "line", serving: 900, ...{ lanes: {} } };
  const visit = arriving({ place: { number: 5, ticket: "in-a-lane", lane: "presale", epoch: 1, progress } });
  await goOn(visit);
  expect([panelNow(visit), visit.place?.progress.least]).toEqual(["lobby", 5]);
  expect(posted).toEqual([]);
});
