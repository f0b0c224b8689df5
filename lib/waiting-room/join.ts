import { env } from "@/lib/core/env";
import { OutageError } from "@/lib/core/failure";
import { counterOf, flag, takeGiven } from "./challenge/networks";
import type { Network } from "./challenge/prove";
import { inRoom } from "./in-room";
import { progressOf, recall } from "./known-rooms";
import { isLaneName, type Lane, type LaneName } from "./lanes";
import { isTurnOf, turnsOf } from "./person";
import { placeOf } from "./place-of";
import { roomScript } from "./room-script";
import { sealTicket, type Ticket } from "./ticket";

export type Joining = {
  eventId: string;
  person: string;
  /** The visitor who asks: the same as `person` when nobody is signed in. */
  fan: string;
  /** One they were given before, by which a store that was lost has their number again. */
  shown?: Ticket | undefined;
  /** They want another turn, at the end of the line, should theirs be over. */
  again?: boolean | undefined;
  /** The line they may stand in. */
  lane?: Lane;
  /** Numbers that line has at most. */
  places?: number | undefined;
  /** Absent where nobody is to be challenged: somebody signed in has proved an address. */
  network?: Network | undefined;
};
export type Place = {
  /**
   * `challenged`: this network has many numbers here already, and has to solve a challenge for another one. `full`: the
   * lane has given out all of its numbers.
   */
  state: "registered" | "late" | "waiting" | "called" | "admitted" | "gone" | "closed" | "challenged" | "full";
  number?: number;
  ticket?: string;
  place?: number;
  lane?: LaneName;
};

type Choice = "" | "account" | "before";
type Input = {
  person: string;
  before: string;
  choice: Choice;
  brought: Ticket | undefined;
  counter: number | "";
  proven: "1" | "";
  given: number;
  places: number | undefined;
  again: "1" | "";
  turns: string[];
};
const script = roomScript<Input>({
  source: "join",
  args: ({ person, before, choice, brought, counter, proven, given, places, again, turns }) => [
    ...[person, before, choice, brought?.number ?? 0, brought?.person ?? ""],
    ...[counter, env().LIMITS_NETWORK_JOINS, proven, given, places ?? "", again, ...turns],
  ],
});

/** After a draw the better number is the one with the better place. */
function better([own = "", before = "", count = "", seed = ""]: string[]): Choice {
  const draw = { count: Number(count), seed };
  return placeOf(Number(before), draw) < placeOf(Number(own), draw) ? "before" : "account";
}

/**
 * A number for a person, the same one however often and from wherever they ask, with the ticket that proves it. Who
 * signs in after joining keeps the better of two numbers; a ticket of somebody else is no ticket. One call to Redis;
 * another where a draw has to say which of two places is better, and another where a turn is over.
 */
export async function join({ eventId, fan, shown, lane = "", places, network, ...who }: Joining): Promise<Place> {
  const own = shown?.fan === fan ? shown : undefined;
  const turnOf = (first: string) => (own && isTurnOf(eventId, first, own.person) ? own.person : first);
  const [person, visitor] = [turnOf(who.person), turnOf(fan)];
  const brought = own?.lane === lane && (own.person === person || own.person === visitor) ? own : undefined;
  const counter = network ? counterOf(eventId, network.name) : "";
  // A later turn takes over no place of before signing in: an account would get one for each turn.
  const before = who.person === fan || person !== who.person ? "" : visitor;
  const [again, proven] = [who.again ? "1" : "", network?.isProven ? "1" : ""] as const;
  const asking = { person, before, brought, counter, places, again, proven } as const;
  const ask = (choice: Choice, given: number, turns: string[] = []) =>
    inRoom(eventId, (known) => script(eventId, known, { ...asking, choice, given, turns }, lane), {
      proven: brought?.number ?? 0,
      lane,
    });
  let reply = await ask("", takeGiven(eventId));
  if (reply[0] === "choose") reply = await ask(better(reply.slice(1)), 0);
  if (reply[0] === "gone") {
    const turns = turnsOf(eventId, who.person);
    reply = await ask("", 0, turns.slice(turns.indexOf(person) + 1));
  }
  const [word, issuedTo, phase = "", mode = "", count = "", seed = "", turn = person, name = ""] = reply;
  if (word === "gone" || word === "closed" || word === "full") return { state: word };
  if (word === "challenge") {
    if (network) flag(eventId, network.name);
    return { state: "challenged" };
  }
  const known = recall(eventId);
  if (!known) throw new OutageError("a room that answered is known");
  // Whoever another line let in has its number: they have none in this one.
  const line = isLaneName(name) ? name : "";
  const { issued, serving } = progressOf(known, line);
  const number = Number(issuedTo) || Math.max(1, issued);
  const ticket = sealTicket(eventId, { person: turn, number, fan, lane: line, epoch: known.epoch });
  const isUnknown = line !== lane || (mode === "draw" && !seed);
  const place = isUnknown ? undefined : placeOf(number, { count: Number(count), seed });
  const state = word === "admitted" ? word : stateOf({ phase, number, count, place, serving });
  return { state, number, ticket, ...(place && { place }), ...(line && { lane: line }) };
}

type Standing = { phase: string; number: number; count: string; place: number | undefined; serving: number };

function stateOf({ phase, number, count, place, serving }: Standing): Place["state"] {
  if (count && number > Number(count) && (place ?? number) > serving) return "late";
  if (phase !== "line") return "registered";
  return place !== undefined && place <= serving ? "called" : "waiting";
}
