import { saveRoom as save, toldOf } from "@/db/queries/waiting-rooms";
import { durations } from "@/lib/core/durations";
import { describeFailure } from "@/lib/core/failure";
import { log } from "@/lib/core/log";
import { applySettings } from "./apply-settings";
import { followPeople, happeningIn } from "./follow-people";
import { inRoom } from "./in-room";
import { keptUntilMs } from "./kept-until";
import { recall } from "./known-rooms";
import { roomScript } from "./room-script";

const roundsMax = 20;
const fullRound = 500;
const savedAt = new Map<string, number>();

type Draining = { entry: string; untilMs: number };
const script = roomScript<Draining>({ source: "drain", args: ({ entry, untilMs }) => [entry, untilMs] });

/**
 * Postgres hears how far the room has gone and who was let in or went, so that it can be recovered; the store hears what
 * the organizer set, should it have missed that, and until when to keep the room. Safe to repeat.
 */
export async function saveRoom(eventId: string): Promise<void> {
  const room = await toldOf(eventId);
  if (!room) return;
  const untilMs = keptUntilMs(room);
  let before = room.told;
  for (let round = 1; round <= roundsMax; round += 1) {
    const [, asked, solved, ...entries] = await inRoom(eventId, (known) =>
      script(eventId, known, { entry: before, untilMs }),
    );
    const known = recall(eventId);
    if (!known) return;
    const now = entries.at(-2) ?? before;
    const happenings = entries.flatMap((text, at) =>
      at % 2 === 1 ? (happeningIn(entries[at - 1] ?? "", text) ?? []) : [],
    );
    const seen = { ...known, asked: Number(asked), solved: Number(solved), told: { before, now } };
    const isSaved = await save(eventId, seen, (here) => followPeople(here, happenings));
    if (!isSaved || entries.length < 2 * fullRound) break;
    before = now;
  }
  await applySettings(eventId);
}

/** The same at most once in `roomSavedMs` by this process; what fails is tried again next time. */
export async function saveRoomNowAndThen(eventId: string): Promise<void> {
  const now = Date.now();
  if (now - (savedAt.get(eventId) ?? 0) < durations.roomSavedMs) return;
  if (savedAt.size > fullRound) savedAt.clear();
  savedAt.set(eventId, now);
  await saveRoom(eventId).catch((error: unknown) => {
    savedAt.delete(eventId);
    log.warn({ eventId, ...describeFailure(error) }, "a waiting room was not saved");
  });
}
