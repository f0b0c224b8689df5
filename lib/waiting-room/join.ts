import { OutageError } from "@/lib/core/failure";
import { inRoom } from "./in-room";
import { recall } from "./known-rooms";
import { placeOf } from "./place-of";
import { roomScript } from "./room-script";
import { sealTicket, type Ticket } from "./ticket";

type Joining = {
  eventId: string;
  person: string;
  /** The visitor who asks: the same as `person` when nobody is signed in. */
  fan: string;
  /** One they were given before, by which a store that was lost has their number again. */
  shown?: Ticket | undefined;
};
export type Place = {
  state: "registered" | "late" | "waiting" | "called" | "admitted" | "gone" | "closed";
  number?: number;
  ticket?: string;
  place?: number;
};

type Input = { person: string; before: string; choice: "" | "account" | "before"; brought: Ticket | undefined };
const script = roomScript<Input>({
  source: "join",
  args: ({ person, before, choice, brought }) => [person, before, choice, brought?.number ?? 0, brought?.person ?? ""],
});

/** After a draw the better number is the one with the better place. */
function better([own = "", before = "", count = "", seed = ""]: string[]): Input["choice"] {
  const draw = { count: Number(count), seed };
  return placeOf(Number(before), draw) < placeOf(Number(own), draw) ? "before" : "account";
}

/**
 * A number for a person, the same one however often and from wherever they ask, with the ticket that proves it. Who
 * signs in after joining keeps the better of two numbers; a ticket of somebody else is no ticket. One call to Redis.
 */
export async function join({ eventId, person, fan, shown }: Joining): Promise<Place> {
  const isOwn = shown?.fan === fan && (shown.person === person || shown.person === fan);
  const asking = { person, before: person === fan ? "" : fan, brought: isOwn ? shown : undefined };
  const ask = (choice: Input["choice"]) =>
    inRoom(eventId, (known) => script(eventId, known, { ...asking, choice }), { proven: asking.brought?.number ?? 0 });
  let reply = await ask("");
  if (reply[0] === "choose") reply = await ask(better(reply.slice(1)));
  const [word, given, phase = "", mode = "", count = "", seed = ""] = reply;
  if (word === "gone" || word === "closed") return { state: word };
  const known = recall(eventId);
  if (!known) throw new OutageError("a room that answered is known");
  const number = Number(given) || known.issued;
  const ticket: Ticket = { person, number, fan, epoch: known.epoch };
  const place = mode === "draw" && !seed ? undefined : placeOf(number, { count: Number(count), seed });
  const state = word === "admitted" ? word : stateOf({ phase, number, count, place, serving: known.serving });
  return { state, number, ticket: sealTicket(eventId, ticket), ...(place && { place }) };
}

type Standing = { phase: string; number: number; count: string; place: number | undefined; serving: number };

function stateOf({ phase, number, count, place, serving }: Standing): Place["state"] {
  if (count && number > Number(count) && (place ?? number) > serving) return "late";
  if (phase !== "line") return "registered";
  return place !== undefined && place <= serving ? "called" : "waiting";
}
