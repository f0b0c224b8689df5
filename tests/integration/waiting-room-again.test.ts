import { randomUUID } from "node:crypto";
import { describe, expect, test } from "vitest";
import { checkReceipt } from "@/draw-verifier/check.mjs";
import { claim } from "@/lib/waiting-room/claim";
import { viewDraw } from "@/lib/waiting-room/draw/draw-view";
import { receiptOf } from "@/lib/waiting-room/draw/receipt";
import { join } from "@/lib/waiting-room/join";
import { keysOf } from "@/lib/waiting-room/keys";
import { personOf } from "@/lib/waiting-room/person";
import { placeOf } from "@/lib/waiting-room/place-of";
import { tick } from "@/lib/waiting-room/tick";
import { readTicket } from "@/lib/waiting-room/ticket";
import { answered } from "../fixtures/answered";
import { advanceDraw, aLobby, ctl, known, opened } from "../fixtures/lobby";
import { aHotSale, aWaiter, loseRoom } from "../fixtures/room";
import { rawRedis } from "../fixtures/stack";
import { anEvent } from "../fixtures/world";

type Comer = { person: string; number?: number; ticket?: string };
const nobody: Comer = { person: "" };

/** A person's visit, with a ticket if they bring one; `account` where they have signed in since. */
const comesAs = (eventId: string, { person, ticket = "" }: Comer, account?: string) =>
  answered(() => join({ eventId, person: account ?? person, fan: person, shown: readTicket(eventId, ticket) }));

/** What a claim with this ticket is told of its place, or that it was let in. */
async function claims(eventId: string, ticket = "", draw = { count: 0, seed: "", mode: "line" as "line" | "draw" }) {
  const read = readTicket(eventId, ticket);
  if (!read) throw new Error("no ticket");
  const claimed = await answered(() => claim(eventId, read, { draw, ratePerMinute: 600 }));
  if (!claimed.ok) return claimed.problem.kind;
  return claimed.value.kind === "admitted" ? "admitted" : claimed.value.place;
}

const someone = (eventId: string) => personOf(eventId, { visitor: randomUUID() });
const room = (eventId: string) => keysOf(eventId)[0] ?? "";
/** As after the time that people have to bring their tickets again. */
const gathered = (eventId: string) => rawRedis().hset(room(eventId), { lost: "0" });

// Each waits some ten seconds for its round of the beacon.
describe.concurrent("a lobby whose store was lost", () => {
  test("waits for the tickets: who brings theirs is drawn with their own number, and nobody has two", async () => {
    const { eventId, fans } = await aLobby(5);
    const [first = nobody, second = nobody, third = nobody, absent = nobody] = fans;
    await loseRoom(eventId);

    const anew = await comesAs(eventId, { person: first.person });
    expect(anew.number).toBeGreaterThan(5);
    for (const fan of [first, second]) expect(await comesAs(eventId, fan)).toMatchObject({ number: fan.number });
    // The newer ticket of the same person says what the older one said.
    expect(await comesAs(eventId, { ...anew, person: first.person })).toMatchObject({ number: first.number });
    expect(await comesAs(eventId, { person: first.person })).toMatchObject({ number: first.number });

    // The time is over, and the list is not made yet: others are on their way.
    await advanceDraw(eventId);
    expect(await ctl(eventId)).toMatchObject({ phase: "drawing", count: expect.any(String) });
    expect((await known(eventId)).root).toBeNull();
    expect(await comesAs(eventId, third)).toMatchObject({ number: third.number, state: "registered" });
    expect((await comesAs(eventId, { person: someone(eventId) })).state).toBe("late");

    await gathered(eventId);
    const draw = await opened(eventId);
    const [told, seen] = [viewDraw(draw), { count: draw.count ?? 0, seed: draw.seed ?? "", mode: "draw" as const }];
    for (const { person, number = 0 } of [first, second, third]) {
      const receipt = (await receiptOf(eventId, [person])) ?? {};
      expect(checkReceipt(told, receipt).filter(([, holds]) => !holds)).toEqual([]);
      expect(receipt).toMatchObject({ index: number - 1, place: placeOf(number, seen) });
    }
    // Who never came again is in no list, and has the place of their number all the same.
    expect(await receiptOf(eventId, [absent.person])).toBeUndefined();
    expect(await comesAs(eventId, absent)).toMatchObject({ number: absent.number });
    expect(await claims(eventId, absent.ticket, seen)).toBe(placeOf(absent.number ?? 0, seen));
  }, 120_000);

  test("what was drawn stays: another ticket of the same person chooses no other place", async () => {
    const { eventId, fans } = await aLobby(3);
    const [first = nobody, second = nobody] = fans;
    await loseRoom(eventId);
    const anew = await comesAs(eventId, { person: first.person });
    await comesAs(eventId, second);
    await gathered(eventId);
    const draw = await opened(eventId);
    const seen = { count: draw.count ?? 0, seed: draw.seed ?? "", mode: "draw" as const };
    expect(anew.number).toBeLessThanOrEqual(seen.count);
    const place = placeOf(anew.number ?? 0, seen);
    expect(await receiptOf(eventId, [first.person])).toMatchObject({ place });
    expect(await comesAs(eventId, first)).toMatchObject({ number: anew.number, place });
    for (const ticket of [first.ticket, anew.ticket]) expect(await claims(eventId, ticket, seen)).toBe(place);
    expect(await claims(eventId, second.ticket, seen)).toBe(placeOf(second.number ?? 0, seen));
  }, 120_000);
});

describe("a line whose store was lost", () => {
  test("two tickets of one person are one place and one session", async () => {
    const { eventId } = await anEvent();
    const person = someone(eventId);
    const own = await comesAs(eventId, { person });
    await comesAs(eventId, { person: someone(eventId) });
    await loseRoom(eventId);
    const anew = await comesAs(eventId, { person });
    expect(anew.number).toBeGreaterThan(2);
    // As if all had been called: the older ticket counts, with either in hand.
    await rawRedis().hset(room(eventId), { serving: 1, tokens: 10 });
    expect(await claims(eventId, own.ticket)).toBe("admitted");
    expect(await claims(eventId, anew.ticket)).toBe("admitted");
    expect(await tick(eventId, 10)).toMatchObject({ active: 1, admitted: 1 });
    expect(Number(await rawRedis().zscore(keysOf(eventId)[1] ?? "", person))).toBe(own.number);
  });

  test("who signed in meanwhile keeps the number of before; a ticket of somebody else is none", async () => {
    const { eventId } = await anEvent();
    const [before, other] = [{ person: someone(eventId) }, { person: someone(eventId) }];
    const own = await comesAs(eventId, before);
    const theirs = await comesAs(eventId, other);
    await loseRoom(eventId);
    const account = personOf(eventId, { account: randomUUID() });
    expect(await comesAs(eventId, { ...before, ...own }, account)).toMatchObject({ number: own.number });
    expect((await comesAs(eventId, { ...before, ...own })).state).toBe("gone");
    const thief = await comesAs(eventId, { person: someone(eventId), ticket: theirs.ticket ?? "" });
    expect(thief.number).toBeGreaterThan(2);
    expect(await comesAs(eventId, { ...other, ...theirs })).toMatchObject({ number: theirs.number });
  });
});

test("over the contract: a ticket brought again keeps its number, and what is none of ours is none", async () => {
  const { slug, eventId } = await aHotSale({ opensAt: new Date(Date.now() + 3_600_000).toISOString() });
  const [waiter, other] = [aWaiter(slug), aWaiter(slug)];
  const { number, ticket = "" } = (await waiter.join()).body;
  await loseRoom(eventId);
  expect((await other.join(ticket)).body.number).toBeGreaterThan(number);
  const again = (await waiter.join(ticket)).body;
  expect(again).toMatchObject({ number, state: "registered" });
  expect((await waiter.join(`${ticket}x`)).body.number).toBe(number);
  expect((await waiter.ask(`/api/v1/events/${slug}/queue`, "POST", { body: { ticket: 1 } })).status).toBe(400);
});
