import { afterAll, beforeAll, beforeEach, expect, test, vi } from "vitest";
import { z } from "zod";
import { sessionOf } from "@/lib/auth/adapter";
import { endSessions, endSessionsOf } from "@/lib/auth/end-sessions";
import { cacheKeys } from "@/lib/cache/keys";
import { untilEnded } from "@/lib/cache/until-ended";
import { durations } from "@/lib/core/durations";
import { countStatements } from "../fixtures/count-calls";
import { aMember, aPerson } from "../fixtures/member";
import { rawRedis, rows } from "../fixtures/stack";

let sql: Awaited<ReturnType<typeof countStatements>>;

beforeAll(async () => {
  await rows("select 1");
  // This process runs the product's own verbs; they reach Postgres through a proxy that counts, `rows` does not.
  sql = await countStatements(process.env.DATABASE_URL ?? "");
  Object.assign(process.env, { DATABASE_URL: sql.url, DATABASE_DRIVER: "pg" });
});
beforeEach(() => {
  sql.calls.length = 0;
});
afterAll(() => sql?.close());

/** The same code in a process of its own: no memory is shared, only the stores. */
async function anotherInstance() {
  vi.resetModules();
  return { ...(await import("@/lib/auth/adapter")), ...(await import("@/lib/auth/end-sessions")) };
}

test("a session is read from Postgres once, then from the cache", async () => {
  const { session, userId } = await aMember("owner");
  expect((await sessionOf(session))?.user.id).toBe(userId);
  expect(sql.calls.filter((text) => text.includes("sessions"))).toHaveLength(1);
  sql.calls.length = 0;
  expect((await sessionOf(session))?.user.id).toBe(userId);
  expect(sql.calls).toEqual([]);
});

test("signing out binds on the next request of every instance", async () => {
  const { session, userId } = await aPerson();
  const other = await anotherInstance();
  expect((await other.sessionOf(session))?.user.id).toBe(userId);
  expect((await sessionOf(session))?.user.id).toBe(userId);
  await endSessions([session]);
  expect([await sessionOf(session), await other.sessionOf(session)]).toEqual([null, null]);
  expect(await rows("select 1 from sessions where session_token = $1", [session])).toEqual([]);
});

test("signing out everywhere ends each session of that person, and of nobody else", async () => {
  const [person, bystander] = [await aPerson(), await aPerson()];
  const phone = `phone-${person.session}`;
  await rows("insert into sessions (session_token, user_id, expires) values ($1, $2, now() + interval '1 hour')", [
    phone,
    person.userId,
  ]);
  const other = await anotherInstance();
  for (const token of [person.session, phone, bystander.session]) expect(await other.sessionOf(token)).not.toBeNull();
  await endSessionsOf(person.userId);
  expect([await other.sessionOf(person.session), await other.sessionOf(phone)]).toEqual([null, null]);
  expect(await other.sessionOf(bystander.session)).not.toBeNull();
});

test("a reading that began before the end and arrives after it brings nothing back", async () => {
  const { session } = await aPerson();
  const key = cacheKeys.session(session);
  let begin = () => {};
  let arrive = (_: string) => {};
  const begun = new Promise<void>((resolve) => {
    begin = resolve;
  });
  const late = new Promise<string>((resolve) => {
    arrive = resolve;
  });
  const load = () => {
    begin();
    return late;
  };
  const read = () => untilEnded({ key, ttlMs: 60_000, schema: z.string(), load });
  const slow = read();
  await begun;
  await endSessions([session]);
  arrive("from before");
  await slow;
  expect(await read()).toBeUndefined();
  const ttlMs = await rawRedis().pttl(key);
  // Until no process can hold a reading from before any more.
  expect(ttlMs).toBeGreaterThan(durations.sessionKeptMs - 10_000);
});

test("a session that ran out is nobody's", async () => {
  const ended = await aPerson(new Date(Date.now() - 1000));
  expect(await sessionOf(ended.session)).toBeNull();
  expect(await sessionOf((await aPerson()).session)).not.toBeNull();
});

test.each(["not json", '{"name":"of an older release"}'])("%s in the cache reads as absent", async (text) => {
  const { session, userId } = await aPerson();
  await rawRedis().set(cacheKeys.session(session), text);
  expect((await sessionOf(session))?.user.id).toBe(userId);
});
