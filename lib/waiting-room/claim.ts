import { durations } from "@/lib/core/durations";
import { invariant } from "@/lib/core/invariant";
import { ok, type Result, refuse } from "@/lib/core/result";
import { inRoom } from "./in-room";
import { recall } from "./known-rooms";
import { leewayMs } from "./pass";
import { placeOf } from "./place-of";
import { roomScript } from "./room-script";
import { type SealedPass, sealPass } from "./seal-pass";
import type { Ticket } from "./ticket";

type Wait = { retryAfterMs: number; place: number | null; ahead: number | null };
type Outcome = { kind: "admitted"; pass: SealedPass } | ({ kind: "wait" } & Wait);
/**
 * `conflict`: the organizer has paused the room. `gone`: the ticket's turn is over, or its person was let in on another
 * device, which alone holds the pass.
 */
type Refusal = { kind: "gone" } | { kind: "conflict"; detail: string };
type Draw = { count: number; seed: string; mode: "line" | "draw" };

const script = roomScript<{ ticket: Ticket; place: number; seed: string }>({
  source: "claim",
  args: ({ ticket, place, seed }) => [
    ticket.person,
    ticket.number,
    place,
    durations.passMs + leewayMs,
    durations.sessionMs + leewayMs,
    seed,
    ticket.fan,
  ],
});

const notDrawn: Draw = { count: 0, seed: "", mode: "line" };
const nearMs = 1000;
const farMs = 30_000;

/**
 * Lets the holder of a ticket in, as the limits allow: again it is the same session, and the pass is minted anew. `draw`
 * is what the store last said of it; the place follows from it and the number, never from who asks.
 * One call to Redis, two with a ticket whose number is no more its holder's. Throws an OutageError when it is away.
 */
export async function claim(
  eventId: string,
  ticket: Ticket,
  { draw: drawn, ratePerMinute }: { draw: Draw; ratePerMinute: number },
): Promise<Result<Outcome, Refusal>> {
  const { lane } = ticket;
  // Nothing is drawn in a lane.
  const draw = lane ? notDrawn : drawn;
  const isDrawn = draw.mode !== "draw" || draw.seed !== "";
  const ask = (number: number) =>
    inRoom(
      eventId,
      (known) =>
        script(eventId, known, { ticket: { ...ticket, number }, place: placeOf(number, draw), seed: draw.seed }, lane),
      { proven: number, lane },
    );
  let number = ticket.number;
  let reply = await ask(number);
  if (reply[0] === "number") {
    number = Number(reply[1]);
    reply = await ask(number);
  }
  const [word, first = "", second = ""] = reply;
  const place = placeOf(number, draw);
  const epoch = recall(eventId)?.epoch ?? ticket.epoch;
  switch (word) {
    case "admitted": {
      const session = { endsMs: Number(first), limitMs: Number(second) };
      const pass = sealPass({ event: eventId, person: ticket.person, fan: ticket.fan, lane, epoch }, session);
      return ok({ kind: "admitted", pass });
    }
    case "wait":
      return ok({ kind: "wait", retryAfterMs: Number(second), place, ahead: Number(first) });
    case "not_yet": {
      const ahead = place - Number(first);
      // Half of the time it takes at best: nobody is called while they sleep.
      const retryAfterMs = Math.min(farMs, Math.max(nearMs, Math.round((ahead / ratePerMinute) * 30_000)));
      return ok({ kind: "wait", retryAfterMs, place, ahead });
    }
    // Theirs by another of their tickets, again, since we asked.
    case "number":
    case "not_open":
      return ok({
        kind: "wait",
        retryAfterMs: nearMs * 5,
        place: isDrawn ? place : null,
        ahead: isDrawn ? place - 1 : null,
      });
    case "paused":
      return refuse({ kind: "conflict", detail: "The waiting room is paused: keep your ticket and ask again" });
    default:
      invariant(word === "gone", "a script says only what its header lists");
      return refuse({ kind: "gone" });
  }
}
