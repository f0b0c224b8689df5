import { randomUUID } from "node:crypto";
import { describe, expect, test } from "vitest";
import { openToken } from "@/lib/core/token";
import { claim } from "@/lib/waiting-room/claim";
import { findPerson } from "@/lib/waiting-room/find-person";
import { join } from "@/lib/waiting-room/join";
import { leave } from "@/lib/waiting-room/leave";
import { passIn } from "@/lib/waiting-room/pass";
import { personOf } from "@/lib/waiting-room/person";
import { saveRoom } from "@/lib/waiting-room/save-room";
import { tick } from "@/lib/waiting-room/tick";
import { readTicket } from "@/lib/waiting-room/ticket";
import { answered } from "../fixtures/answered";
import { aLobby, opened } from "../fixtures/lobby";
import { aPerson } from "../fixtures/member";
import { aHotSale, aWaiter, loseRoom } from "../fixtures/room";
import { asOrganizer } from "../fixtures/sale";
import { eventually } from "../fixtures/stack";
import { anEvent } from "../fixtures/world";

type Waiter = ReturnType<typeof aWaiter>;

const personIn = (token: string): string =>
  JSON.parse(Buffer.from(token.split(".")[2] ?? "", "base64url").toString()).person;
const revoke = async (eventId: string, whose: object) => {
  const { status } = await asOrganizer(`/events/${eventId}/waiting-room/revoke`, "POST", whose);
  expect(status).toBe(200);
};

type Comer = { person: string; fan?: string; ticket?: string | undefined; again?: boolean };
const comes = (eventId: string, { person, fan = person, ticket = "", again }: Comer) =>
  answered(() => join({ eventId, person, fan, again, shown: readTicket(eventId, ticket) }));

/** Let in, and gone again. */
async function hadTurn(eventId: string, person: string, fan = person) {
  const { ticket = "" } = await comes(eventId, { person, fan });
  await answered(() => tick(eventId, 10));
  const read = readTicket(eventId, ticket);
  if (!read) throw new Error("no ticket");
  const draw = { count: 0, seed: "", mode: "line" as const };
  const claimed = await answered(() => claim(eventId, read, { draw, ratePerMinute: 600 }));
  if (!claimed.ok || claimed.value.kind !== "admitted") throw new Error("not let in");
  const pass = passIn(openToken("pass", eventId, claimed.value.pass.pass), eventId);
  if (!pass) throw new Error("no pass");
  await answered(() => leave(pass));
}

async function aRoom() {
  const { slug, eventId } = await aHotSale();
  const again = (waiter: Waiter, ticket?: string) =>
    waiter.ask(`/api/v1/events/${slug}/queue`, "POST", { body: { again: true, ...(ticket && { ticket }) } });
  /** Somebody who was let in, and has left. */
  const whoWasIn = async () => {
    const waiter = aWaiter(slug);
    const { ticket = "", number = 0 } = (await waiter.join()).body;
    const pass = await waiter.enter(ticket);
    await waiter.leave(pass);
    return { waiter, ticket, number, pass };
  };
  return { slug, eventId, again, whoWasIn };
}

describe("who was let in once", () => {
  test("joins again at the end, as a new turn, and stays there however often they ask", async () => {
    const { slug, eventId, again, whoWasIn } = await aRoom();
    const { waiter, ticket } = await whoWasIn();
    const others = await Promise.all([aWaiter(slug), aWaiter(slug)].map((other) => other.join()));
    expect((await waiter.join(ticket)).body).toEqual({ state: "gone" });

    const next = await again(waiter, ticket);
    expect(next.body.number).toBeGreaterThan(Math.max(...others.map(({ body }) => body.number ?? 0)));
    expect(personIn(next.body.ticket ?? "")).not.toBe(personIn(ticket));
    // By the ticket of before, by the new one, by none at all; asking for another turn or not.
    const newTicket = next.body.ticket ?? "";
    const repeated = [again(waiter, ticket), again(waiter, newTicket), again(waiter)];
    repeated.push(waiter.join(ticket), waiter.join(newTicket), waiter.join());
    for (const { body } of await Promise.all(repeated)) expect(body.number).toBe(next.body.number);

    expect((await waiter.claim(ticket)).status).toBe(410);
    const pass = await waiter.enter(newTicket);
    expect((await again(waiter, newTicket)).body).toMatchObject({ state: "admitted", number: next.body.number });
    await waiter.leave(pass);
    expect((await waiter.claim(newTicket)).status).toBe(410);
    expect((await again(waiter, ticket)).body.number).toBeGreaterThan(next.body.number ?? 0);
    const told = async () => {
      await answered(() => saveRoom(eventId));
      return (await waiter.ask<{ admitted: number; overtakes: number }>(`/api/v1/events/${slug}/queue/report`, "GET"))
        .body;
    };
    expect(await eventually(told, ({ admitted }) => admitted === 2)).toMatchObject({ admitted: 2, overtakes: 0 });
  });

  test("whose turn is not over gets no other one", async () => {
    const { slug, again } = await aRoom();
    const waiter = aWaiter(slug);
    const first = (await again(waiter)).body;
    expect((await again(waiter, first.ticket)).body).toMatchObject({ number: first.number });
    await waiter.enter(first.ticket ?? "");
    expect((await again(waiter, first.ticket)).body).toMatchObject({ state: "admitted", number: first.number });
  });

  test("keeps the number of a later turn when the room was lost", async () => {
    const { eventId, again, whoWasIn } = await aRoom();
    const { waiter, ticket } = await whoWasIn();
    const { body } = await again(waiter, ticket);
    await answered(() => saveRoom(eventId));
    await loseRoom(eventId);
    const kept = await eventually(
      () => waiter.join(body.ticket),
      ({ status }) => status === 200,
    );
    expect(kept.body.number).toBe(body.number);
    expect((await waiter.claim(ticket)).status).toBe(410);
  });

  test("gets nothing by the ticket of somebody else", async () => {
    const { slug, again, whoWasIn } = await aRoom();
    const [{ waiter, ticket }, other] = [await whoWasIn(), aWaiter(slug)];
    const theirs = (await again(waiter, ticket)).body;
    for (const stolen of [ticket, theirs.ticket]) {
      const { body } = await again(other, stolen);
      expect(body.number).toBeGreaterThan(theirs.number ?? 0);
      expect(personIn(body.ticket ?? "")).toBe(personIn((await other.join()).body.ticket ?? ""));
    }
    expect((await again(waiter)).body.number).toBe(theirs.number);
  });
});

describe("signing in", () => {
  test("keeps the number of a later turn, and gains none", async () => {
    const { eventId } = await anEvent();
    const [fan, account] = [personOf(eventId, { visitor: randomUUID() }), personOf(eventId, { account: randomUUID() })];
    await hadTurn(eventId, fan);
    const second = await comes(eventId, { person: fan, again: true });
    expect(await comes(eventId, { person: account, fan, ticket: second.ticket })).toMatchObject({
      number: second.number,
    });
    expect(await comes(eventId, { person: fan, ticket: second.ticket })).toEqual({ state: "gone" });
  });

  test("with an account whose turn is over leaves no better place than the end of the line", async () => {
    const { eventId } = await anEvent();
    const [fan, account] = [personOf(eventId, { visitor: randomUUID() }), personOf(eventId, { account: randomUUID() })];
    await hadTurn(eventId, account, personOf(eventId, { visitor: randomUUID() }));
    const before = await comes(eventId, { person: fan });
    const last = await comes(eventId, { person: personOf(eventId, { visitor: randomUUID() }) });
    const later = await comes(eventId, { person: account, fan, again: true });
    expect(later.number).toBeGreaterThan(last.number ?? 0);
    // And with its ticket in hand the place of before is not taken over either.
    const shown = await comes(eventId, { person: account, fan, ticket: later.ticket });
    expect(shown.number).toBe(later.number);
    expect(shown.number).not.toBe(before.number);
  });
});

test("before a draw nobody joins again: one person is drawn once, and comes behind the drawn after it", async () => {
  const { eventId, fans } = await aLobby(3);
  const [first = { person: "", ticket: "" }] = fans;
  const account = personOf(eventId, { account: randomUUID() });
  // Gone by signing in: the place went over to the account.
  const linked = await comes(eventId, { person: account, fan: first.person, ticket: first.ticket });
  expect(linked).toMatchObject({ state: "registered", number: 1 });
  expect(await comes(eventId, { person: first.person, again: true })).toEqual({ state: "gone" });
  const { count } = await opened(eventId);
  expect(count).toBe(3);
  expect(await comes(eventId, { person: first.person, again: true })).toMatchObject({ state: "late", number: 4 });
}, 180_000);

describe("whose pass was taken back", () => {
  test("joins no more, by whichever ticket, also in a later turn and once the room was lost; another one does", async () => {
    const { eventId, again, whoWasIn } = await aRoom();
    const [bad, good] = [await whoWasIn(), await whoWasIn()];
    const later = (await again(bad.waiter, bad.ticket)).body.ticket ?? "";
    const pass = await bad.waiter.enter(later);
    await revoke(eventId, { person: personIn(pass) });
    const refused = async () => {
      for (const ticket of [undefined, bad.ticket, later]) {
        const { body } = await eventually(
          () => again(bad.waiter, ticket),
          ({ status }) => status === 200,
        );
        expect(body).toEqual({ state: "gone" });
      }
    };
    await refused();
    expect((await again(good.waiter, good.ticket)).body.number).toBeGreaterThan(good.number);
    await answered(() => saveRoom(eventId));
    await loseRoom(eventId);
    await refused();
    expect((await again(good.waiter)).body.number).toBeGreaterThan(good.number);
  });

  test("with everybody's joins again at the end", async () => {
    const { slug, eventId, again } = await aRoom();
    const waiter = aWaiter(slug);
    const { ticket = "", number = 0 } = (await waiter.join()).body;
    await waiter.enter(ticket);
    await revoke(eventId, { all: true });
    expect((await waiter.claim(ticket)).status).toBe(410);
    expect((await again(waiter, ticket)).body.number).toBeGreaterThan(number);
  });

  test("is found by the address of their account in the turn they are in", async () => {
    const { eventId } = await anEvent();
    const { userId, email } = await aPerson();
    const [account, fan] = [personOf(eventId, { account: userId }), personOf(eventId, { visitor: randomUUID() })];
    expect(await findPerson(eventId, email)).toBeUndefined();
    await hadTurn(eventId, account, fan);
    expect(await findPerson(eventId, email)).toBe(account);
    const { ticket = "" } = await comes(eventId, { person: account, fan, again: true });
    expect(await findPerson(eventId, email)).toBe(personIn(ticket));
    expect(personIn(ticket)).not.toBe(account);
  });
});
