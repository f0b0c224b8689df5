import { and, count, countDistinct, desc, eq, inArray, isNotNull, sql } from "drizzle-orm";
import { primary } from "../client";
import { auditLog } from "../schema/organizers";
import { waitingRoomPeople, waitingRooms } from "../schema/waiting-rooms";
import { lanesIn } from "./waiting-rooms";

const where = (condition: ReturnType<typeof sql>) => sql<number>`count(*) filter (where ${condition})`.mapWith(Number);

/** How far each line of a room got, everybody's first, and how fairly; undefined where there never was one. */
export async function fairnessOf(eventId: string) {
  const [[room], lanes, people] = await Promise.all([
    primary()
      .select({
        issued: waitingRooms.issued,
        serving: waitingRooms.serving,
        holes: waitingRooms.holes,
        asked: waitingRooms.asked,
        solved: waitingRooms.solved,
        savedAt: waitingRooms.savedAt,
      })
      .from(waitingRooms)
      .where(eq(waitingRooms.eventId, eventId)),
    lanesIn(eventId),
    primary()
      .select({
        lane: waitingRoomPeople.lane,
        came: countDistinct(waitingRoomPeople.place),
        admitted: count(waitingRoomPeople.passed),
        overtakes: where(sql`${waitingRoomPeople.passed} > 0`),
      })
      .from(waitingRoomPeople)
      .where(eq(waitingRoomPeople.eventId, eventId))
      .groupBy(waitingRoomPeople.lane),
  ]);
  if (!room) return undefined;
  const { issued, serving, holes, ...rest } = room;
  const lines = [{ lane: "" as const, issued, serving, holes }, ...lanes].map((line) => ({
    ...{ came: 0, admitted: 0, overtakes: 0 },
    ...people.find(({ lane }) => lane === line.lane),
    ...line,
  }));
  return { ...rest, lines };
}

/** How many were let in in each minute in which somebody was, the newest first. */
export function admissionsByMinute(eventId: string, limit: number) {
  const minute = sql<Date>`date_trunc('minute', ${waitingRoomPeople.admittedAt})`.mapWith(waitingRoomPeople.admittedAt);
  return primary()
    .select({ minute, admitted: count() })
    .from(waitingRoomPeople)
    .where(and(eq(waitingRoomPeople.eventId, eventId), isNotNull(waitingRoomPeople.passed)))
    .groupBy(sql`1`)
    .orderBy(desc(sql`1`))
    .limit(limit);
}

/** What its operators did to a room. */
export async function operationsOf(eventId: string) {
  const [row] = await primary()
    .select({
      changes: where(sql`${auditLog.action} = 'waiting_room.changed'`),
      revokedOne: where(sql`${auditLog.action} = 'waiting_room.revoked' and ${auditLog.after} ->> 'person' <> 'all'`),
      revokedAll: where(sql`${auditLog.action} = 'waiting_room.revoked' and ${auditLog.after} ->> 'person' = 'all'`),
    })
    .from(auditLog)
    .where(
      and(eq(auditLog.targetId, eventId), inArray(auditLog.action, ["waiting_room.changed", "waiting_room.revoked"])),
    );
  return row ?? { changes: 0, revokedOne: 0, revokedAll: 0 };
}
