import type { Challenge } from "@/lib/waiting-room/challenge/challenge-document";
import { type Lane, laneView } from "@/lib/waiting-room/lane-view";
import type { StateDocument } from "@/lib/waiting-room/state-document";
import { type Answer, ask, post } from "./ask";
import { type KeptPlace, keepPlace } from "./kept-place";
import { ownPlace } from "./own-place";
import { isLast, type Panel, panelOf } from "./panel";
import { nextAskMs } from "./poll";
import { advance, started } from "./progress";

/** One visit to a waiting page, as far as it is known. Times in ms. */
export type Visit = {
  slug: string;
  /** What the room tells everybody. */
  told: StateDocument | undefined;
  /** The same, as it is for the line of this place. */
  room: StateDocument | undefined;
  /** What the clock of the room is ahead of this device's. */
  skewMs: number;
  place: KeptPlace | undefined;
  /** Of a lane that this fan wants to join. */
  code: string | undefined;
  /** The room knew no such code, or had no place left for it. */
  isCodeRefused: boolean;
  /** When to show the room its ticket again. */
  bringAt: number | undefined;
  /** When the pass of this device ends. */
  until: number | undefined;
  /** Why there is no place: for good, or, where the line is closed, as of now. */
  ended: "gone" | "soldOut" | "closed" | undefined;
  /** They asked for another turn, at the end of the line; `refused`: they get none. */
  again: "asked" | "refused" | undefined;
  /** What has to be solved before this device gets a place. */
  challenge: Challenge | undefined;
  /** The last one was not: its widget did not come, or gave up, or what it said did not count. */
  isUnsolved: boolean;
  /** No waiting room stands before the event: fans go right in. */
  isOpen: boolean;
};

/** Failed for now: the same is asked again later, not before `retryAfterSeconds`. */
export class Later extends Error {
  constructor(readonly retryAfterSeconds: number) {
    super("later");
  }
}

const minuteMs = 60_000;
const claimMsMin = 250;
/** Where there is no room to say how often. */
const closedPoll = { floorMs: 5000, ceilMs: 15_000 };
const later = ({ retryAfterSeconds }: Answer) => new Later(retryAfterSeconds);
const routeOf = ({ slug }: Visit) => `/api/v1/events/${slug}/queue`;

export const panelNow = ({ room, place, until, ended, challenge }: Visit): Panel =>
  panelOf({ room, least: place?.progress.least, until, ended, isChallenged: challenge !== undefined }, Date.now());

async function solutionOf(visit: Visit, challenge: Challenge) {
  try {
    // Most are never challenged: what solves one comes when it is needed.
    const solution = await (await import("./solve")).solve(challenge);
    visit.isUnsolved = false;
    return solution;
  } catch (problem) {
    visit.isUnsolved = true;
    throw problem;
  }
}

async function join(visit: Visit): Promise<void> {
  const { place, room, challenge, code } = visit;
  const solution = challenge && (await solutionOf(visit, challenge));
  const shown = {
    ...(place && { ticket: place.ticket }),
    ...(code && { code }),
    ...(visit.again === "asked" && { again: true }),
  };
  const answer = await post(routeOf(visit), { ...shown, ...(solution && { solution }) });
  visit.challenge = answer.body.challenge as Challenge | undefined;
  visit.isUnsolved = answer.body.refused !== undefined;
  // A first challenge is solved at once; after one that did not count the next waits, longer each time.
  if (visit.challenge && !answer.body.refused) return;
  visit.isCodeRefused = answer.body.code === "code_invalid";
  if (answer.status !== 200 && answer.status !== 404 && !visit.isCodeRefused) throw later(answer);
  visit.code = undefined;
  if (visit.isCodeRefused) {
    // A lane that has no place left for another turn, either.
    if (visit.again) visit.again = "refused";
    return;
  }
  visit.bringAt = undefined;
  const { state, ticket, number } = answer.body;
  if (visit.again) visit.again = state === "gone" ? "refused" : undefined;
  const lane = answer.body.lane as Lane | undefined;
  if (state === "open") visit.isOpen = true;
  else if (state === "gone") visit.ended = "gone";
  else if (state === "sold_out") visit.ended = "soldOut";
  else if (typeof ticket === "string" && typeof number === "number") {
    const progress = place?.lane === lane ? (place?.progress ?? started) : started;
    visit.place = { number, ticket, ...(lane && { lane }), epoch: room?.epoch ?? 0, progress };
    see(visit);
  } else visit.ended = "closed";
}

/** Takes from the document what concerns the line of this place. */
function see(visit: Visit) {
  visit.room = visit.told && laneView(visit.told, visit.place?.lane ?? "");
}

async function look(visit: Visit): Promise<void> {
  const answer = await ask(`${routeOf(visit)}/state`);
  if (answer.status !== 200 && answer.status !== 404) throw later(answer);
  visit.told = answer.status === 200 ? (answer.body as StateDocument) : undefined;
  see(visit);
  if (visit.room) visit.skewMs = Date.parse(visit.room.at) - Date.now();
}

async function follow(visit: Visit): Promise<void> {
  const { room, place, slug } = visit;
  if (!room || !place) return;
  const own = room.phase === "line" || room.mode === "line" ? await ownPlace(place.number, room.draw) : undefined;
  visit.place = { ...place, progress: advance(place.progress, room, own, Date.now()) };
  keepPlace(slug, visit.place);
}

/** Asks to be let in; in how many ms to ask again, where the room says. */
async function claim(visit: Visit, ticket: string): Promise<number | undefined> {
  const answer = await post(`${routeOf(visit)}/claim`, { ticket });
  if (answer.status === 200) visit.until = Date.parse(String(answer.body.expiresAt));
  else if (answer.status === 202) return Math.max(claimMsMin, Number(answer.body.retryAfterMs) || 0);
  else if (answer.status === 410) visit.ended = "gone";
  else if (answer.status === 403 || answer.status === 404) {
    // No ticket of this room: the next round joins.
    visit.place = undefined;
    keepPlace(visit.slug, undefined);
  } else if (answer.status !== 409) throw later(answer);
  return undefined;
}

/** More time for a pass that is alive. */
export async function renew(visit: Visit): Promise<boolean> {
  const answer = await post(`${routeOf(visit)}/renew`).catch(() => undefined);
  if (answer?.status !== 200) return false;
  visit.until = Date.parse(String(answer.body.expiresAt));
  return true;
}

/** From here on another turn is asked for, in place of one that is over. */
export function wantAgain(visit: Visit): void {
  const { place } = visit;
  visit.place = place && { ...place, progress: started };
  visit.again = "asked";
  visit.ended = undefined;
  visit.bringAt = 0;
}

export const opensInMs = ({ room, skewMs }: Visit): number =>
  room?.opensAt ? Date.parse(room.opensAt) - Date.now() - skewMs : 0;

function leftMs(visit: Visit): number {
  const { room, place } = visit;
  if (room?.phase === "lobby" && room.opensAt) return opensInMs(visit);
  if (room?.phase === "drawing") return 0;
  if (room?.phase !== "line" || room.paused) return Number.POSITIVE_INFINITY;
  if (room.ratePerMinute <= 0) return Number.POSITIVE_INFINITY;
  return ((place?.progress.least ?? 0) / room.ratePerMinute) * minuteMs;
}

const takesPlaces = ({ room }: Visit) => !room || (room.phase !== "closed" && room.phase !== "over" && !room.soldOut);

/** In a new epoch a room may have lost its numbers: each page brings its own again, and not all of them at once. */
function isToBring(visit: Visit): boolean {
  const { room, place } = visit;
  if (!room || !place || visit.code) return true;
  if (place.epoch < room.epoch) visit.bringAt ??= Date.now() + Math.random() * room.poll.ceilMs;
  return visit.bringAt !== undefined && Date.now() >= visit.bringAt;
}

/** Looks, joins where there is no place yet, claims when called. In how many ms to look again; nothing where never. */
export async function goOn(visit: Visit): Promise<number | undefined> {
  if (visit.ended === "closed") visit.ended = undefined;
  await look(visit);
  if (!takesPlaces(visit)) visit.challenge = undefined;
  if (!takesPlaces(visit) || visit.ended) visit.code = undefined;
  // Without a room there may be none to wait in any more: joining says so.
  if (!visit.ended && takesPlaces(visit) && isToBring(visit)) await join(visit);
  // The page says so before it begins.
  if (visit.challenge) return 0;
  await follow(visit);
  const { room, place } = visit;
  const again = panelNow(visit) === "called" && place ? await claim(visit, place.ticket) : undefined;
  if (isLast(panelNow(visit)) || visit.until !== undefined) return undefined;
  const nextMs = again ?? nextAskMs(room?.poll ?? closedPoll, leftMs(visit), Math.random());
  const bringMs = takesPlaces(visit) && visit.bringAt !== undefined ? visit.bringAt - Date.now() : nextMs;
  return Math.min(nextMs, Math.max(claimMsMin, bringMs));
}
