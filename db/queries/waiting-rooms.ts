import { and, asc, eq, gt, sql } from "drizzle-orm";
import { primary, type Transaction } from "../client";
import { events } from "../schema/events";
import { waitingRoomPeople, waitingRooms } from "../schema/waiting-rooms";

/** What the stores must agree on, with what the organizer set. */
export async function findRoom(eventId: string) {
  const [row] = await primary()
    .select({
      epoch: waitingRooms.epoch,
      version: waitingRooms.version,
      issued: waitingRooms.issued,
      serving: waitingRooms.serving,
      admitted: waitingRooms.admitted,
      peak: waitingRooms.peak,
      holes: waitingRooms.holes,
      settings: events.waitingRoom,
      status: events.status,
      startsAt: events.startsAt,
      endsAt: events.endsAt,
    })
    .from(waitingRooms)
    .innerJoin(events, eq(events.id, waitingRooms.eventId))
    .where(eq(waitingRooms.eventId, eventId));
  return row;
}
export type Room = NonNullable<Awaited<ReturnType<typeof findRoom>>>;

export async function insertRoom(eventId: string, db: Pick<Transaction, "insert"> = primary()): Promise<void> {
  await db.insert(waitingRooms).values({ eventId }).onConflictDoNothing();
}

type Progress = { issued: number; serving: number; admitted: number };

/** The epoch after `epoch`, unless somebody else was first. */
export async function nextEpoch(eventId: string, epoch: number, { holes, ...progress }: Progress & { holes: string }) {
  await primary()
    .update(waitingRooms)
    .set({ epoch: epoch + 1, holes, ...grown(progress), told: "0" })
    .where(and(eq(waitingRooms.eventId, eventId), eq(waitingRooms.epoch, epoch)));
}

/** What was seen only grows: a slower reader takes nothing back. */
const grown = ({ issued, serving, admitted }: Progress) => ({
  issued: sql`greatest(${waitingRooms.issued}, ${issued})`,
  serving: sql`greatest(${waitingRooms.serving}, ${serving})`,
  admitted: sql`greatest(${waitingRooms.admitted}, ${admitted})`,
});

/** Somebody who was let in, or went. Times in ms; 0 for who left. */
export type Person = { person: string; endsMs: number; limitMs: number };

/** In the order of their hashes, after one of them. */
export const peopleOf = (eventId: string, after: string, count: number): Promise<Person[]> =>
  primary()
    .select({
      person: waitingRoomPeople.person,
      endsMs: msOf(waitingRoomPeople.endsAt),
      limitMs: msOf(waitingRoomPeople.limitAt),
    })
    .from(waitingRoomPeople)
    .where(and(eq(waitingRoomPeople.eventId, eventId), gt(waitingRoomPeople.person, after)))
    .orderBy(asc(waitingRoomPeople.person))
    .limit(count);

const msOf = (column: typeof waitingRoomPeople.endsAt | typeof waitingRoomPeople.limitAt) =>
  sql<number>`case when ${waitingRoomPeople.left} or ${column} is null then 0 else extract(epoch from ${column}) * 1000 end`.mapWith(
    Number,
  );

export type Told = Person & { kind: "admitted" | "renewed" | "left" };
type Seen = Progress & { epoch: number; told: string };

/** The last entry of the stream that is kept, with when the event is; undefined before the room's first use. */
export async function toldOf(eventId: string) {
  const [row] = await primary()
    .select({ told: waitingRooms.told, startsAt: events.startsAt, endsAt: events.endsAt })
    .from(waitingRooms)
    .innerJoin(events, eq(events.id, waitingRooms.eventId))
    .where(eq(waitingRooms.eventId, eventId));
  return row;
}

/** How far the room has gone, and what happened since the last saving. Safe to repeat. */
export const saveRoom = (eventId: string, { epoch, told, ...progress }: Seen, people: Told[]) =>
  primary().transaction(async (tx) => {
    const seconds = sql`greatest(1, extract(epoch from now() - ${waitingRooms.savedAt}))`;
    const pace = sql`(${progress.issued}::bigint - ${waitingRooms.issued}) / ${seconds}`;
    await tx
      .update(waitingRooms)
      .set({ ...grown(progress), peak: sql`greatest(${waitingRooms.peak}, ${pace})`, told, savedAt: sql`now()` })
      .where(and(eq(waitingRooms.eventId, eventId), eq(waitingRooms.epoch, epoch)));
    if (people.length > 0) await keepPeople(tx, eventId, people);
  });

const timeOf = (ms: number) => (ms > 0 ? new Date(ms) : null);

/** One row a person; who left stays so. */
async function keepPeople(tx: Transaction, eventId: string, people: Told[]) {
  const last = new Map<string, typeof waitingRoomPeople.$inferInsert>();
  for (const { person, kind, endsMs, limitMs } of people) {
    const before = last.get(person);
    const left = kind === "left" || before?.left === true;
    const [endsAt, limitAt] = kind === "left" ? [null, null] : [timeOf(endsMs), timeOf(limitMs)];
    const admittedAt = kind === "admitted" ? new Date() : (before?.admittedAt ?? null);
    last.set(person, { eventId, person, admittedAt, endsAt, limitAt, left });
  }
  await tx
    .insert(waitingRoomPeople)
    .values([...last.values()])
    .onConflictDoUpdate({
      target: [waitingRoomPeople.eventId, waitingRoomPeople.person],
      set: {
        admittedAt: sql`coalesce(${waitingRoomPeople.admittedAt}, excluded.admitted_at)`,
        endsAt: sql`greatest(${waitingRoomPeople.endsAt}, excluded.ends_at)`,
        limitAt: sql`greatest(${waitingRoomPeople.limitAt}, excluded.limit_at)`,
        left: sql`${waitingRoomPeople.left} or excluded.left`,
      },
    });
}

const revokedMax = 32;

/** One person's passes are void, or all of them: an epoch more says so for all, and for one too many. Answers with the epoch. */
export async function revokePasses(tx: Transaction, eventId: string, person: string | undefined, shortHash: string) {
  await insertRoom(eventId, tx);
  const [row] = await tx
    .select({ epoch: waitingRooms.epoch, revoked: waitingRooms.revoked })
    .from(waitingRooms)
    .where(eq(waitingRooms.eventId, eventId))
    .for("update");
  const revoked = row?.revoked ?? [];
  const epoch = row?.epoch ?? 1;
  const isListed = person !== undefined && (revoked.includes(shortHash) || revoked.length < revokedMax);
  if (person !== undefined) await keepPeople(tx, eventId, [{ person, kind: "left", endsMs: 0, limitMs: 0 }]);
  if (isListed) {
    const listed = [...new Set([...revoked, shortHash])];
    await tx.update(waitingRooms).set({ revoked: listed }).where(eq(waitingRooms.eventId, eventId));
    return { before: epoch, epoch, isAll: false };
  }
  const next = { epoch: epoch + 1, passesFrom: epoch + 1, revoked: [] };
  await tx.update(waitingRooms).set(next).where(eq(waitingRooms.eventId, eventId));
  await tx.update(waitingRoomPeople).set({ left: true }).where(eq(waitingRoomPeople.eventId, eventId));
  return { before: epoch, epoch: epoch + 1, isAll: true };
}

/** Whether anybody was called, as far as this store was told. */
export async function hasCalled(tx: Transaction, eventId: string): Promise<boolean> {
  const own = eq(waitingRooms.eventId, eventId);
  const [room] = await tx.select({ serving: waitingRooms.serving }).from(waitingRooms).where(own);
  return (room?.serving ?? 0) > 0;
}

/** The settings have changed: by which version the stores know them. */
export async function nextVersion(tx: Transaction, eventId: string): Promise<void> {
  await insertRoom(eventId, tx);
  await tx
    .update(waitingRooms)
    .set({ version: sql`${waitingRooms.version} + 1` })
    .where(eq(waitingRooms.eventId, eventId));
}
