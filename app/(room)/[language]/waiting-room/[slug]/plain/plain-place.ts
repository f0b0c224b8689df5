import { currentState, type HotState } from "@/app/api/v1/events/[slug]/queue/current-state";
import { currentFan } from "@/lib/auth/visitor";
import { laneView } from "@/lib/waiting-room/lane-view";
import { personOf } from "@/lib/waiting-room/person";
import { placeOf } from "@/lib/waiting-room/place-of";
import { readTicket, type Ticket } from "@/lib/waiting-room/ticket";

export type PlainPlace = {
  hot: HotState;
  /** Who looks, where they have a visitor's token. */
  fan: string | undefined;
  /** Of whoever looks; undefined before they joined. */
  ticket: Ticket | undefined;
  /** Undefined before a draw. */
  place: number | undefined;
  ahead: number | undefined;
};

/** What a page without scripts knows of the fan who looks at it: the ticket is in its address, and works for them alone. */
export async function plainPlace(slug: string, shown: string | undefined): Promise<PlainPlace | undefined> {
  const hot = await currentState(slug);
  if (!hot) return undefined;
  const { room } = hot;
  const fan = await currentFan();
  const read = shown ? readTicket(room.id, shown) : undefined;
  const ticket = fan && read?.fan === personOf(room.id, { visitor: fan }) ? read : undefined;
  const state = laneView(hot.state, ticket?.lane ?? "");
  const own = { hot: { room, state }, fan, ticket };
  const isDrawn = state.mode === "line" || state.draw?.seed !== undefined;
  if (!ticket || !isDrawn) return { ...own, place: undefined, ahead: undefined };
  const place = placeOf(ticket.number, { count: state.draw?.count ?? 0, seed: state.draw?.seed ?? "" });
  return { ...own, place, ahead: Math.max(0, place - state.serving) };
}
