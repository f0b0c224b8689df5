import { redis } from "@/lib/redis/client";
import clock from "@/lib/redis/clock.lua";
import { defineScript } from "@/lib/redis/define-script";
import type { Catalogue } from "./catalogue";
import { holdIdOf } from "./hold-id";
import { keys } from "./keys";
import { layoutOf } from "./layout";
import source from "./scripts/inspect.lua";
import { seatsOf, withSeats } from "./seats-of";

/** A hold as it lies in Redis. `endsAtMs`: the later of its own end and the payment window's. */
export type SeenHold = {
  holdId: string;
  /** Of the order it is being paid for. */
  orderId: string | undefined;
  /** When payment began; 0 while held. */
  payingSinceMs: number;
  endsAtMs: number;
  items: { short: string; quantity: number; units: number[]; ownUnits: number[] }[];
};

/** What Redis has of an event, from one reading. */
export type SeenStock = {
  catalogue: Catalogue;
  generation: number;
  /** Grows with every write: a lower one later means that the store was rolled back. */
  changes: number;
  /** Which mending was the last. */
  mended: string;
  nowMs: number;
  pausedUntilMs: number;
  /** Every field that is a number: `top:`, `freed:`, `held:`, `sold:` (see scripts/sale.lua), `holds`, `returns`. */
  counts: Map<string, number>;
  /** Whose lower capacity stands for a ticket type, see scripts/cap.lua. */
  caps: Map<string, string>;
  holds: SeenHold[];
  /** The index by time: how many holds it has. */
  indexed: number;
  returns: Set<string>;
  freed: Map<string, Set<number>>;
  /** The string of seats; "" where there is none. */
  seats: string;
};

/** `absent`: Redis has nothing of it, the next touch loads it. `busy`: too many holds to be read at once. */
export type Inspection =
  | { kind: "absent" }
  | { kind: "closed"; status: string }
  | { kind: "busy"; holds: number }
  | { kind: "stock"; stock: SeenStock };

const holdsMax = 5000;
const triesMax = 3;

type Reply = [
  word: string,
  first: unknown,
  fields: string[],
  expiry: string[],
  returns: string[],
  ...freed: string[][],
];

const script = defineScript<Catalogue, Reply, Reply>({
  source: [clock, source],
  keys: (catalogue) => {
    const [sale = "", expiry = "", ...freed] = layoutOf(catalogue).keys;
    return [sale, expiry, keys.returns(catalogue.eventId), ...freed];
  },
  args: ({ version }) => [version, holdsMax],
  decode: (reply) => reply,
});

/** Looks at an event's stock without touching it: what is wrong stays as it is. Throws when Redis is away. */
export async function inspect(eventId: string): Promise<Inspection> {
  for (let attempt = 1; attempt <= triesMax; attempt++) {
    const text = await redis().hget<string>(keys.sale(eventId), "catalogue");
    const catalogue = await withSeats(text ? JSON.parse(text) : { eventId, version: 0, types: [], pools: [] });
    const reply = await script(catalogue);
    const [word, first] = reply;
    if (word === "absent") return { kind: "absent" };
    if (word === "closed") return { kind: "closed", status: String(first) };
    if (word === "busy") return { kind: "busy", holds: Number(first) };
    if (word === "stock") return { kind: "stock", stock: read(catalogue, reply) };
  }
  return { kind: "absent" };
}

const pairs = (flat: string[]): [string, string][] =>
  Array.from({ length: flat.length / 2 }, (_, index) => [String(flat[2 * index]), String(flat[2 * index + 1])]);

function read(catalogue: Catalogue, [, now, flat, expiry, returns, ...sets]: Reply): SeenStock {
  const [seats = [], ...freed] = seatsOf(catalogue) ? sets : [[], ...sets];
  const fields = pairs(flat);
  const index = new Map(pairs(expiry).map(([member, score]) => [member, Number(score)]));
  const counts = new Map(
    fields.filter(([name]) => !name.startsWith("@")).map(([name, value]) => [name, Number(value)]),
  );
  return {
    catalogue,
    generation: counts.get("generation") ?? 0,
    changes: counts.get("changes") ?? 0,
    mended: new Map(fields).get("mended") ?? "",
    nowMs: Number(now),
    pausedUntilMs: counts.get("paused") ?? 0,
    counts,
    caps: new Map(
      fields.flatMap(([name, value]): [string, string][] =>
        name.startsWith("most:") ? [[name.slice("most:".length), value.split(" ")[1] ?? ""]] : [],
      ),
    ),
    holds: fields.flatMap(([name, lines]) =>
      name.startsWith("@")
        ? lines.split("\n").map((line) => readHold(catalogue.eventId, name.slice(1), line, index))
        : [],
    ),
    indexed: index.size,
    returns: new Set(returns),
    freed: new Map(
      layoutOf(catalogue).ranges.map(({ id }, index) => [id, new Set((freed[index] ?? []).map(Number))] as const),
    ),
    seats: seats.join(""),
  };
}

const numbers = (text = "") => (text === "" ? [] : text.split(",").map(Number));

/** One line as scripts/holds.lua writes it. */
function readHold(eventId: string, owner: string, line: string, index: Map<string, number>): SeenHold {
  const [own = "", state = "", created, lasts = "", , items = ""] = line.split(" ");
  return {
    holdId: holdIdOf(eventId, own + owner),
    orderId: state.startsWith("p") ? state.slice(1) : undefined,
    payingSinceMs: Math.max(0, -(index.get(own + owner) ?? 0)),
    endsAtMs: Number(created) + Math.max(...lasts.split("/").map(Number)),
    items: items.split(";").map((item) => {
      const [short = "", quantity, , , , units, ownUnits] = item.split(":");
      return { short, quantity: Number(quantity), units: numbers(units), ownUnits: numbers(ownUnits) };
    }),
  };
}
