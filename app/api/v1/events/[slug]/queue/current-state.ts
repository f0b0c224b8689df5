import { briefly } from "@/lib/cache/briefly";
import { durations } from "@/lib/core/durations";
import { describeFailure } from "@/lib/core/failure";
import { log } from "@/lib/core/log";
import { readEvent } from "@/lib/events/read-event";
import { snapshot } from "@/lib/inventory/snapshot";
import { advanceNowAndThen } from "@/lib/waiting-room/draw/advance";
import { type HotRoom, hotRoom } from "@/lib/waiting-room/gate-document";
import { saveRoomNowAndThen } from "@/lib/waiting-room/save-room";
import type { StateDocument } from "@/lib/waiting-room/state-document";
import { type Offer, stateOf } from "@/lib/waiting-room/state-of";
import { tick } from "@/lib/waiting-room/tick";

const keptMax = 1000;
const last = new Map<string, StateDocument>();

/** What is for sale to everybody: nothing is told of a type that needs a code. */
async function offerOf(slug: string, eventId: string): Promise<Offer | undefined> {
  const [event, stock] = await Promise.all([readEvent(slug), snapshot(eventId)]);
  if (!event || !stock.ok) return undefined;
  const types = event.ticketTypes.filter(({ visibility }) => visibility === "public");
  const cents = types.map(({ totalCents }) => totalCents);
  return {
    prices:
      cents.length > 0
        ? { minCents: Math.min(...cents), maxCents: Math.max(...cents), currency: event.currency }
        : null,
    ticketTypesLeft: types.map(({ id, name }) => ({ id, name, left: stock.value.types[id]?.available ?? 0 })),
    free: stock.value.free,
    held: Object.values(stock.value.types).reduce((sum, { held }) => sum + held, 0),
  };
}

/** Calling happens here: whoever waits asks for the state, so it needs no clock of its own. */
async function rebuild(slug: string, room: HotRoom): Promise<StateDocument> {
  try {
    const offer = await offerOf(slug, room.id);
    // An event whose stock is not known calls nobody.
    const figures = await tick(room.id, offer?.free ?? 0);
    void saveRoomNowAndThen(room.id);
    if (figures.mode === "draw" && figures.phase !== "line") void advanceNowAndThen(room.id);
    const state = stateOf(room, figures, offer ?? { prices: null, ticketTypesLeft: [], free: 0, held: 0 });
    if (last.size >= keptMax) last.clear();
    last.set(room.id, state);
    return state;
  } catch (error) {
    const known = last.get(room.id);
    if (!known) throw error;
    log.warn({ eventId: room.id, ...describeFailure(error) }, "the state of a waiting room is stale");
    return known;
  }
}

export type HotState = { room: HotRoom; state: StateDocument };

/**
 * The state of the room of this address, at most a second old, however many ask; the last one there was while Redis is
 * away. Undefined where no room is hot.
 */
export async function currentState(slug: string): Promise<HotState | undefined> {
  const room = await hotRoom(slug);
  if (!room) return undefined;
  const state = await briefly(`room:${room.id}`, durations.roomKeptMs, () => rebuild(slug, room));
  return { room, state };
}

/** Whether nobody in this room waits for anything any more, as far as this process was told just now. */
export function isSoldOut(eventId: string): boolean {
  const known = last.get(eventId);
  return known?.soldOut === true && Date.now() - Date.parse(known.at) < durations.soldOutKeptMs;
}
