import { invariant } from "@/lib/core/invariant";
import { ok, type Result, refuse } from "@/lib/core/result";
import type { Hold } from "./hold";
import { holdOf } from "./hold-line";
import type { Closed, Heard } from "./in-sale";
import type { KnownSale } from "./known-sales";
import { layoutOf } from "./layout";
import type {
  HoldExpired,
  LimitExceeded,
  NotOnSale,
  OwnHold,
  Paying,
  RateLimited,
  RuleBroken,
  SeatRule,
  SeatsTaken,
  SoldOut,
  Unavailable,
} from "./problems";
import { seatRules } from "./problems";
import { seatsOf } from "./seats-of";

type Read<Problem> = (rest: string[], known: KnownSale) => Problem;

/** Every word a script may refuse with, as the problem it means. */
const refusals = {
  hold_gone: (): HoldExpired => ({ kind: "hold_expired" }),
  paying: ([orderId = ""]): Paying => ({ kind: "conflict", orderId }),
  limit: ([name, max]): LimitExceeded => ({ kind: "limit_exceeded", limit: limitNamed(name), max: Number(max) }),
  not_on_sale: ([opens]): NotOnSale => ({ kind: "not_on_sale", ...(opens && { opensAt: new Date(Number(opens)) }) }),
  idempotency_mismatch: () => ({ kind: "idempotency_mismatch" }) as const,
  rate_limited: ([ms]): RateLimited => ({ kind: "rate_limited", retryAfterSeconds: Math.ceil(Number(ms) / 1000) }),
  sold_out: (pairs, known): SoldOut => ({ kind: "sold_out", available: availableIn(pairs, known) }),
  seats_taken: (positions, known): SeatsTaken => ({ kind: "seats_taken", seats: seatIds(positions, known) }),
  rule: ([name, ...positions], known): RuleBroken => ({
    kind: "conflict",
    rule: ruleNamed(name),
    seats: seatIds(positions, known),
  }),
} satisfies Record<string, Read<{ kind: string }>>;

type Refusals = typeof refusals;
export type Word = keyof Refusals;

/** A script's reply to a question about one hold: the hold as it is now, or why not, in one of `words`. */
export function readReply<Said extends Word>(
  { reply, known }: Heard,
  { holdId, fan }: OwnHold,
  words: readonly Said[],
): Result<Hold, ReturnType<Refusals[Said]>> {
  const [word, ...rest] = reply;
  if (word !== "held") return { ok: false, problem: refusalOf(word, words, rest, known) };
  const [generation, line = ""] = rest;
  return ok(holdOf(line, { holdId, fan, generation: Number(generation), catalogue: known.catalogue }));
}

function refusalOf<Said extends Word>(word: string, words: readonly Said[], rest: string[], known: KnownSale) {
  const said = words.find((each) => each === word);
  invariant(said, "a script says only what its header lists");
  const read: (rest: string[], known: KnownSale) => ReturnType<Refusals[Word]> = refusals[said];
  return read(rest, known) as ReturnType<Refusals[Said]>;
}

const limits = ["per_type", "per_order", "per_fan", "extensions"] as const;

function limitNamed(name: string | undefined): LimitExceeded["limit"] {
  const limit = limits.find((each) => each === name);
  invariant(limit, "a limit has a name");
  return limit;
}

function ruleNamed(name: string | undefined): SeatRule {
  const rule = seatRules.find((each) => each === name);
  invariant(rule, "a rule has a name");
  return rule;
}

const seatIds = (positions: string[], { catalogue }: KnownSale): string[] =>
  positions.flatMap((position) => seatsOf(catalogue)?.byPosition.get(Number(position))?.id ?? []).toSorted();

function availableIn(pairs: string[], { catalogue }: KnownSale): Record<string, number> {
  const { byShort } = layoutOf(catalogue);
  const named = pairs.flatMap((short, index) => {
    const type = index % 2 === 0 ? byShort.get(short) : undefined;
    return type ? [[type.ticketTypeId, Number(pairs[index + 1])]] : [];
  });
  return Object.fromEntries(named);
}

/** An event that is no longer on sale has let go of every hold. */
export const lettingGo = (problem: Closed | Unavailable) =>
  problem.kind === "unavailable" ? refuse(problem) : refuse({ kind: "hold_expired" });
