import { and, asc, eq, gt, isNotNull, or, sql } from "drizzle-orm";
import { primary, type Transaction } from "../client";
import { users } from "../schema/accounts";
import { events, type LaneName } from "../schema/events";
import { waitingRoomLanes, waitingRoomPeople, waitingRooms } from "../schema/waiting-rooms";

export type Progress = { issued: number; serving: number };
/** How far a room has gone; `lanes`: those it has. */
export type RoomProgress = Progress & { admitted: number; lanes: Partial<Record<LaneName, Progress>> };
type Holes = Partial<Record<LaneName, string>>;

/** What the stores must agree on, with what the organizer set. */
export async function findRoom(eventId: string) {
  const [row] = await primary()
    .select({
      epoch: waitingRooms.epoch,
      version: waitingRooms.version,
      issued: waitingRooms.issued,
      serving: waitingRooms.serving,
      admitted: waitingRooms.admitted,
      asked: waitingRooms.asked,
      solved: waitingRooms.solved,
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
  if (!row) return undefined;
  const rows = await lanesIn(eventId);
  const lanes: RoomProgress["lanes"] = {};
  const laneHoles: Holes = {};
  for (const { lane } of row.settings.lanes ?? []) lanes[lane] = { issued: 0, serving: 0 };
  for (const { lane, issued, serving, holes } of rows) {
    lanes[lane] = { issued, serving };
    laneHoles[lane] = holes;
  }
  return { ...row, lanes, laneHoles };
}
export type Room = NonNullable<Awaited<ReturnType<typeof findRoom>>>;

export async function insertRoom(eventId: string, db: Pick<Transaction, "insert"> = primary()): Promise<void> {
  await db.insert(waitingRooms).values({ eventId }).onConflictDoNothing();
}

/** In all: a store that was lost goes on from what was saved of them. */
type Challenges = { asked: number; solved: number };

/** How far each lane of a room that anybody joined has gone. */
export const lanesIn = (eventId: string) =>
  primary().select().from(waitingRoomLanes).where(eq(waitingRoomLanes.eventId, eventId));

type NextRoom = RoomProgress & { holes: string; laneHoles: Holes };

/** The epoch after `epoch`, unless somebody else was first. */
export const nextEpoch = (eventId: string, epoch: number, { holes, laneHoles, ...progress }: NextRoom) =>
  primary().transaction(async (tx) => {
    const next = await tx
      .update(waitingRooms)
      .set({ epoch: epoch + 1, holes, ...grown(progress), told: "0" })
      .where(and(eq(waitingRooms.eventId, eventId), eq(waitingRooms.epoch, epoch)))
      .returning({ epoch: waitingRooms.epoch });
    if (next.length > 0) await keepLanes(tx, eventId, progress.lanes, laneHoles);
  });

/** Lanes that have gone further than is known; holes stay where none are given. */
async function keepLanes(tx: Transaction, eventId: string, lanes: RoomProgress["lanes"], holes: Holes = {}) {
  const rows = Object.entries(lanes) as [LaneName, Progress][];
  if (rows.length === 0) return;
  await tx
    .insert(waitingRoomLanes)
    .values(rows.map(([lane, progress]) => ({ eventId, lane, ...progress, holes: holes[lane] ?? "" })))
    .onConflictDoUpdate({
      target: [waitingRoomLanes.eventId, waitingRoomLanes.lane],
      set: {
        issued: sql`greatest(${waitingRoomLanes.issued}, excluded.issued)`,
        serving: sql`greatest(${waitingRoomLanes.serving}, excluded.serving)`,
        holes: sql`case when excluded.holes = '' then ${waitingRoomLanes.holes} else excluded.holes end`,
      },
    });
}

const most = (name: keyof Progress | "admitted" | keyof Challenges, seen: number) =>
  sql`greatest(${waitingRooms[name]}, ${seen})`;

/** What was seen only grows: a slower reader takes nothing back. */
const grown = ({ issued, serving, admitted }: Omit<RoomProgress, "lanes">) => ({
  issued: most("issued", issued),
  serving: most("serving", serving),
  admitted: most("admitted", admitted),
});

/** Somebody who was let in, or went. Times in ms; 0 for who left. */
export type Person = { person: string; endsMs: number; limitMs: number };

/** Those who are in or went, in the order of their hashes, after one of them. */
export const peopleOf = (eventId: string, after: string, count: number): Promise<Person[]> =>
  primary()
    .select({
      person: waitingRoomPeople.person,
      endsMs: msOf(waitingRoomPeople.endsAt),
      limitMs: msOf(waitingRoomPeople.limitAt),
    })
    .from(waitingRoomPeople)
    .where(
      and(
        eq(waitingRoomPeople.eventId, eventId),
        gt(waitingRoomPeople.person, after),
        or(isNotNull(waitingRoomPeople.admittedAt), isNotNull(waitingRoomPeople.endsAt), waitingRoomPeople.left),
      ),
    )
    .orderBy(asc(waitingRoomPeople.person))
    .limit(count);

const msOf = (column: typeof waitingRoomPeople.endsAt | typeof waitingRoomPeople.limitAt) =>
  sql<number>`case when ${waitingRoomPeople.left} or ${column} is null then 0 else extract(epoch from ${column}) * 1000 end`.mapWith(
    Number,
  );

/** What is to be kept of a person; null where nothing new is known of it. */
export type Kept = Omit<typeof waitingRoomPeople.$inferInsert, "eventId">;
export type Here = { person: string; place: number; lane: LaneName | "" };
/** `told`: the last entry of the stream that is kept, before and now. */
type Seen = RoomProgress & Challenges & { epoch: number; told: { before: string; now: string } };

/** The last entry of the stream that is kept, with when the event is; undefined before the room's first use. */
export async function toldOf(eventId: string) {
  const [row] = await primary()
    .select({ told: waitingRooms.told, startsAt: events.startsAt, endsAt: events.endsAt })
    .from(waitingRooms)
    .innerJoin(events, eq(events.id, waitingRooms.eventId))
    .where(eq(waitingRooms.eventId, eventId));
  return row;
}

/** Those with the best places tell who was passed; more are never here at once. */
const hereMax = 20_000;
const peopleAtOnce = 1000;

/**
 * How far the room has gone, and what happened since the last saving: `follow` makes of those who were here what is to
 * be kept. False where somebody else has saved what came after `told.before`: then that is not told twice.
 */
export const saveRoom = (
  eventId: string,
  { epoch, told, asked, solved, ...progress }: Seen,
  follow: (here: Here[]) => Kept[],
) =>
  primary().transaction(async (tx) => {
    const seconds = sql`greatest(1, extract(epoch from now() - ${waitingRooms.savedAt}))`;
    // Of all lines together: none of them was faster.
    const issued = Object.values(progress.lanes).reduce((sum, lane) => sum + lane.issued, progress.issued);
    const before = sql`(select coalesce(sum(l.issued), 0) from ${waitingRoomLanes} l where l.event_id = ${eventId})`;
    const pace = sql`(${issued}::bigint - ${waitingRooms.issued} - ${before}) / ${seconds}`;
    const [row] = await tx
      .update(waitingRooms)
      .set({
        ...grown(progress),
        ...{ asked: most("asked", asked), solved: most("solved", solved) },
        peak: sql`greatest(${waitingRooms.peak}, ${pace})`,
        savedAt: sql`now()`,
      })
      .where(and(eq(waitingRooms.eventId, eventId), eq(waitingRooms.epoch, epoch)))
      .returning({ told: waitingRooms.told });
    if (row) await keepLanes(tx, eventId, progress.lanes);
    if (row?.told !== told.before) return false;
    if (told.now === told.before) return true;
    const people = follow(await peopleHere(tx, eventId));
    for (let from = 0; from < people.length; from += peopleAtOnce) {
      await keepPeople(tx, eventId, people.slice(from, from + peopleAtOnce));
    }
    await tx.update(waitingRooms).set({ told: told.now }).where(eq(waitingRooms.eventId, eventId));
    return true;
  });

const peopleHere = (tx: Transaction, eventId: string) =>
  tx
    .select({
      person: waitingRoomPeople.person,
      place: sql<number>`${waitingRoomPeople.place}`.mapWith(Number),
      lane: waitingRoomPeople.lane,
    })
    .from(waitingRoomPeople)
    .where(and(eq(waitingRoomPeople.eventId, eventId), waitingRoomPeople.here))
    .orderBy(asc(waitingRoomPeople.place))
    .limit(hereMax);

/** One row a person; who left stays so, and what was told of being let in stands as it was first told. */
const keepPeople = (tx: Transaction, eventId: string, people: Kept[]) =>
  tx
    .insert(waitingRoomPeople)
    .values(people.map((person) => ({ ...person, eventId })))
    .onConflictDoUpdate({
      target: [waitingRoomPeople.eventId, waitingRoomPeople.person],
      set: {
        admittedAt: sql`coalesce(${waitingRoomPeople.admittedAt}, excluded.admitted_at)`,
        endsAt: sql`greatest(${waitingRoomPeople.endsAt}, excluded.ends_at)`,
        limitAt: sql`greatest(${waitingRoomPeople.limitAt}, excluded.limit_at)`,
        left: sql`${waitingRoomPeople.left} or excluded.left`,
        place: sql`coalesce(excluded.place, ${waitingRoomPeople.place})`,
        lane: sql`case when excluded.place is null then ${waitingRoomPeople.lane} else excluded.lane end`,
        here: sql`excluded.here`,
        passed: sql`coalesce(${waitingRoomPeople.passed}, excluded.passed)`,
      },
    });

/** The account of an address. */
export async function userIdOf(email: string): Promise<string | undefined> {
  const [row] = await primary().select({ id: users.id }).from(users).where(eq(users.email, email));
  return row?.id;
}

/** The one person whose hash begins so, of those who came when called. */
export async function personCalled(eventId: string, beginning: string): Promise<string | undefined> {
  const [row] = await primary()
    .select({ person: waitingRoomPeople.person })
    .from(waitingRoomPeople)
    .where(and(eq(waitingRoomPeople.eventId, eventId), sql`starts_with(${waitingRoomPeople.person}, ${beginning})`))
    .limit(1);
  return row?.person;
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
  if (person !== undefined) {
    // Recovered with all who went, this keeps them from joining again; see scripts/again.lua.
    await keepPeople(
      tx,
      eventId,
      [person, `!${person}`].map((each) => ({ person: each, left: true })),
    );
  }
  if (isListed) {
    const listed = [...new Set([...revoked, shortHash])];
    await tx.update(waitingRooms).set({ revoked: listed }).where(eq(waitingRooms.eventId, eventId));
    return { before: epoch, epoch, isAll: false };
  }
  const next = { epoch: epoch + 1, passesFrom: epoch + 1, revoked: [] };
  await tx.update(waitingRooms).set(next).where(eq(waitingRooms.eventId, eventId));
  const wereIn = or(isNotNull(waitingRoomPeople.admittedAt), isNotNull(waitingRoomPeople.endsAt));
  await tx
    .update(waitingRoomPeople)
    .set({ left: true })
    .where(and(eq(waitingRoomPeople.eventId, eventId), wereIn));
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
