import { expect, test } from "vitest";
import { saveRoom as saveAs } from "@/db/queries/waiting-rooms";
import { type FairnessReport, readFairness } from "@/lib/waiting-room/fairness-report";
import { saveRoom } from "@/lib/waiting-room/save-room";
import { answered } from "../fixtures/answered";
import { patiently } from "../fixtures/crowd";
import { call } from "../fixtures/fan";
import { aHotSale, aWaiter, loseRoom, photograph, steer } from "../fixtures/room";
import { eventually, rawRedis, rows, stack } from "../fixtures/stack";
import { plant } from "../plants/plant-script";

const key = (eventId: string, name: string) => `wr:{${eventId}}:${name}`;
const payloadOf = (ticket: string) => JSON.parse(Buffer.from(ticket.split(".")[2] ?? "", "base64url").toString());
const farMs = Date.now() + 3_600_000;

async function comes(slug: string) {
  const waiter = aWaiter(slug);
  const ticket = (await patiently(() => waiter.join())).body.ticket ?? "";
  return { ...waiter, ticket, person: String(payloadOf(ticket).person) };
}
type Fan = Awaited<ReturnType<typeof comes>>;

const statusOf = async (ask: () => Promise<{ status: number }>) =>
  (await eventually(ask, ({ status }) => status !== 503)).status;
const claims = (fan: Fan) => statusOf(() => fan.claim(fan.ticket));

async function passesThrough(fan: Fan) {
  const pass = await fan.enter(fan.ticket);
  expect(await statusOf(() => fan.leave(pass))).toBe(204);
}

/** Asks once, is told to wait, and from then on counts as asking however slow this test is. */
async function waits(eventId: string, fan: Fan) {
  const isHere = async () => {
    const status = await claims(fan);
    await rawRedis().zadd(key(eventId, "due"), farMs, fan.person);
    return status === 202 && (await rawRedis().zscore(key(eventId, "rdy"), fan.person)) !== null;
  };
  expect(await eventually(isHere, Boolean)).toBe(true);
}

/** Everybody who has joined is called, though only one may be inside. */
const callAll = (eventId: string, serving: number) => rawRedis().hset(key(eventId, "ctl"), "serving", serving);

/** As it stands once Postgres has heard of so many admissions. */
const reportOf = (eventId: string, admitted: number): Promise<FairnessReport | undefined> =>
  eventually(
    async () => {
      await answered(() => saveRoom(eventId));
      return readFairness(eventId);
    },
    (report) => report?.admitted === admitted,
  );

test("a room that keeps its order reports no overtake, and one that is made to break it reports it, once", async () => {
  const { slug, eventId } = await aHotSale({ maxActive: 1 });
  const [first, second, third] = [await comes(slug), await comes(slug), await comes(slug)];
  await callAll(eventId, 3);
  const pass = await first.enter(first.ticket);
  await waits(eventId, third);
  await waits(eventId, second);
  expect(await statusOf(() => first.leave(pass))).toBe(204);
  expect(await claims(third)).toBe(202);
  await passesThrough(second);
  await passesThrough(third);
  const fair = await reportOf(eventId, 3);
  expect(fair).toMatchObject({ joined: 3, called: 3, came: 3, noShows: 0, admitted: 3, overtakes: 0 });

  const [fourth, fifth, inside] = [await comes(slug), await comes(slug), await comes(slug)];
  // Called, and never seen again.
  await comes(slug);
  await callAll(eventId, 7);
  await inside.enter(inside.ticket);
  await waits(eventId, fourth);
  expect(await claims(fifth)).toBe(202);
  const limit = "if before >= math.min(math.floor(tokens), taken) then";
  await plant({ from: limit, to: `${limit.slice(0, -5)} and not KEYS[1]:find("${eventId}", 1, true) then` });
  expect(await claims(fifth)).toBe(200);
  const stream = await rawRedis().dumpBuffer(key(eventId, "out"));
  const planted = { joined: 7, called: 7, came: 6, noShows: 1, admitted: 5, overtakes: 1 };
  const report = await reportOf(eventId, 5);
  expect(report).toMatchObject(planted);
  expect(report?.minutes.reduce((sum, { admitted }) => sum + admitted, 0)).toBe(5);

  // Told once more after a crash, and by somebody who is late: nothing counts twice.
  await rawRedis().restore(key(eventId, "out"), 0, stream, "REPLACE");
  await rows("update waiting_rooms set told = '0' where event_id = $1", [eventId]);
  const toldAgain = async () => {
    await answered(() => saveRoom(eventId));
    return (await rows<{ told: string }>("select told from waiting_rooms where event_id = $1", [eventId]))[0]?.told;
  };
  expect(await eventually(toldAgain, (told) => told !== "0")).not.toBe("0");
  const gone = { epoch: 1, issued: 0, serving: 0, admitted: 0, lanes: {}, asked: 0, solved: 0 };
  const late = { ...gone, told: { before: "0", now: "1-0" } };
  const nobody = { person: "x".repeat(22), admittedAt: new Date(), place: 1, passed: 9 };
  expect(await saveAs(eventId, late, () => [nobody])).toBe(false);
  expect(await readFairness(eventId)).toMatchObject(planted);

  await steer(eventId, { ratePerMinute: 300 });
  const said = await eventually(
    () => call<FairnessReport>(`/api/v1/events/${slug}/queue/report`),
    ({ status }) => status === 200,
  );
  expect(said.body).toMatchObject({ ...planted, operators: { changes: 2, revokedOne: 0, revokedAll: 0 } });
  expect(JSON.stringify(said.body)).not.toContain(fifth.person);
  const words = "1 person was let in out of turn";
  const page = async () => (await fetch(`${stack.url}/waiting-room/${slug}/report`)).text();
  expect(await eventually(page, (html) => html.includes(words))).toContain(words);
});

test("the challenges of a room are told as often as they were given and solved, also when its store is lost", async () => {
  const { slug, eventId } = await aHotSale();
  const counts = (asked: number, solved: number) => rawRedis().hset(key(eventId, "ctl"), { asked, solved });
  const challengesOf = async () => {
    await answered(() => saveRoom(eventId));
    return (await readFairness(eventId))?.challenges;
  };
  expect(await challengesOf()).toEqual({ given: 0, solved: 0 });
  const takeBack = await photograph(eventId);
  await counts(7, 3);
  for (let time = 0; time < 3; time += 1) expect(await challengesOf()).toEqual({ given: 7, solved: 3 });

  // Rolled back to none, and lost: both go on from what was saved.
  for (const lose of [takeBack, () => loseRoom(eventId)]) {
    await patiently(() => aWaiter(slug).join());
    await answered(() => saveRoom(eventId));
    const before = await challengesOf();
    await lose();
    expect(await challengesOf()).toEqual(before);
    const [asked, solved] = (await rawRedis().hmget(key(eventId, "ctl"), "asked", "solved")).map(Number);
    expect({ given: asked, solved }).toEqual(before);
    await counts(Number(asked) + 2, Number(solved) + 1);
  }
  expect(await challengesOf()).toEqual({ given: 11, solved: 5 });
  // A process that ended before it told the room what it had given.
  await counts(11, 12);
  expect(await challengesOf()).toEqual({ given: 12, solved: 12 });

  const read = () => call<FairnessReport>(`/api/v1/events/${slug}/queue/report`);
  const said = await eventually(read, ({ body }) => body.challenges?.given === 12);
  expect([said.status, said.body.challenges]).toEqual([200, { given: 12, solved: 12 }]);
  for (const [prefix, words] of [
    ["", "Checks of networks"],
    ["/ar", "التحقق بحسب الشبكة"],
  ]) {
    const page = async () => (await fetch(`${stack.url}${prefix}/waiting-room/${slug}/report`)).text();
    expect(await eventually(page, (html) => html.includes(words ?? ""))).toContain(words);
  }
});

test("an event that never had a room has no report", async () => {
  const answer = await call("/api/v1/events/nachtschicht/queue/report");
  expect([answer.status, answer.body.code]).toEqual([404, "not_found"]);
});
