import { drawOf } from "@/db/queries/draws";
import { findRoom, nextEpoch, type Progress, peopleOf, type Room } from "@/db/queries/waiting-rooms";
import { durations } from "@/lib/core/durations";
import { OutageError } from "@/lib/core/failure";
import { log } from "@/lib/core/log";
import { keptUntilMs } from "./kept-until";
import { furthest, type Known, lanesOf, progressOf, remember } from "./known-rooms";
import { othersOf, roomScript } from "./room-script";
import { settingsFields } from "./settings";

const peopleAtOnce = 1000;
// Where nobody has measured yet how many join a second.
const gapMin = 100;

type Loading = { room: Room; fields: (string | number)[] };

const linesOf = (room: Room) =>
  ["" as const, ...othersOf(room, "")].flatMap((lane) => {
    const { issued, serving } = progressOf(room, lane);
    return [issued, serving, lane ? (room.laneHoles[lane] ?? "") : room.holes];
  });

const recoverScript = roomScript<Loading>({
  source: "recover",
  args: ({ room, fields }) => [keptUntilMs(room), room.asked, room.solved, ...linesOf(room), ...fields],
});
const restoreScript = roomScript<(string | number)[]>({ source: "restore", args: (people) => people });

const firstEpoch = 1;

/** Puts the room into a store that has none of its epoch; a store that has is left alone. */
async function load(eventId: string, room: Room): Promise<void> {
  // Who opens begins with what may enter at once; after a loss nobody knows how many just did.
  const tokens = room.epoch === firstEpoch ? ["tokens", room.settings.burst] : [];
  const fields = ["version", room.version, ...settingsFields(room.settings), ...tokens];
  await recoverScript(eventId, room, { room, fields });
}

async function restorePeople(eventId: string, known: Known) {
  for (let after = ""; ; ) {
    const people = await peopleOf(eventId, after, peopleAtOnce);
    const last = people.at(-1);
    if (!last) return;
    const words = people.flatMap(({ person, endsMs, limitMs }) => [person, endsMs, limitMs]);
    await restoreScript(eventId, known, words);
    after = last.person;
  }
}

/**
 * The room when it opens, and again after its store lost it or was rolled back: a new epoch, numbers above every one
 * that may have been given (the witness, what this process saw, five seconds of the fastest joining), nobody here, no
 * tokens. Whoever was let in stays in, as Postgres has them. Two that do this at once make one epoch; dying in between
 * makes one more. False where Postgres has an epoch after the one `seen`: somebody else may be loading it.
 */
export async function recover(eventId: string, seen: Known): Promise<boolean> {
  const before = await findRoom(eventId);
  if (!before) throw new OutageError("the event of a waiting room is not there");
  if (before.epoch > seen.epoch) {
    remember(eventId, before);
    return false;
  }
  const isFirst = before.epoch + 1 === firstEpoch;
  const gap = isFirst ? 0 : Math.max(gapMin, Math.ceil((before.peak * durations.roomGapMs) / 1000));
  // A hole among those who are still to be drawn is a place like any other.
  const isDrawn = before.settings.mode === "draw" && (await drawOf(eventId))?.count == null;
  const known = furthest(before, seen);
  const past = (progress: Progress) => ({ ...progress, issued: progress.issued + gap });
  const holesOf = (holes: string, { issued }: Progress) => (gap > 0 ? `${holes}${issued + 1}:${issued + gap};` : holes);
  const lanes = lanesOf(known).map((lane) => [lane, progressOf(known, lane)] as const);
  await nextEpoch(eventId, before.epoch, {
    ...past(known),
    admitted: seen.admitted,
    holes: isDrawn ? before.holes : holesOf(before.holes, known),
    lanes: Object.fromEntries(lanes.map(([lane, progress]) => [lane, past(progress)])),
    laneHoles: Object.fromEntries(lanes.map(([lane, each]) => [lane, holesOf(before.laneHoles[lane] ?? "", each)])),
  });
  const room = await findRoom(eventId);
  if (!room) throw new OutageError("the event of a waiting room is not there");
  await restorePeople(eventId, room);
  await load(eventId, room);
  if (!isFirst) log.warn({ eventId, epoch: room.epoch, issued: room.issued }, "a waiting room was recovered");
  remember(eventId, room);
  return true;
}
