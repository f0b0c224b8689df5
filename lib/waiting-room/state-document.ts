import { z } from "zod";
import { solution } from "./challenge/challenge-document";
import { laneNames } from "./lanes";

const time = z.iso.datetime();
const whole = z.int().min(0);
const message = z.object({ en: z.string().optional(), ar: z.string().optional() });

/** How far a line has gone. */
const progress = {
  serving: whole.describe("The last place that has been called."),
  issuedRounded: whole.describe("How many have joined, to two digits."),
  opensAt: time.nullable(),
};
const lane = z.enum(laneNames);

/** What everybody in a waiting room is told, the same bytes for all. It is public: nothing of a person is in it. */
export const stateDocument = z
  .object({
    v: z
      .string()
      .regex(/^\d+\.\d+$/)
      .describe("Epoch and version: the later one is newer; of two that are equal, `at` decides."),
    phase: z.enum(["closed", "lobby", "drawing", "line", "over"]),
    mode: z.enum(["line", "draw"]),
    paused: z.boolean(),
    ...progress,
    ratePerMinute: z.number().min(0),
    draw: z
      .object({
        count: whole.describe("How many are drawn: those who joined before the closing."),
        root: z.string().nullable(),
        round: z.string().nullable(),
        seed: z.string().optional().describe("64 hexadecimal digits, from the opening on."),
      })
      .nullable(),
    lanes: z
      .partialRecord(lane, z.object({ ...progress, phase: z.enum(["closed", "lobby", "line", "over"]) }))
      .describe("Lines of their own, for who has a code of theirs; all share the rate."),
    message: message.nullable(),
    prices: z.object({ minCents: z.int(), maxCents: z.int(), currency: z.string() }).nullable(),
    ticketTypesLeft: z.array(z.object({ id: z.uuid(), name: z.string(), left: whole })),
    allHeld: z.boolean().describe("Nothing is free now; what others hold may come back."),
    soldOut: z.boolean().describe("Everything is sold and nothing is held: nobody waits for anything."),
    epoch: whole,
    revoked: z.array(z.string()).describe("The first characters of the hash of each person let out again."),
    poll: z.object({ floorMs: whole, ceilMs: whole }),
    at: time,
  })
  .meta({ id: "QueueState" });
export type StateDocument = z.output<typeof stateDocument>;

/** Where a fan stands once they have joined. */
export const joined = z
  .object({
    state: z.enum(["open", "registered", "late", "waiting", "called", "admitted", "gone", "sold_out", "closed"]),
    number: z.int().min(1).optional().describe("The order of joining; the same however often one joins."),
    ticket: z.string().optional().describe("Proof of the number: what a claim shows."),
    place: z.int().min(1).optional().describe("Where one stands; before a draw nobody knows."),
    lane: lane.optional().describe("The line the number is of; absent in everybody's."),
  })
  .meta({ id: "QueuePlace" });

const ticket = z.string().min(1).max(1000);
export const claimRequest = z.object({ ticket });

export const joinRequest = z.object({
  ticket: ticket.optional().describe("One that this room gave you before; any other counts as none."),
  code: z.string().trim().min(1).max(40).optional().describe("Of a lane: the number is then one of that lane."),
  again: z
    .literal(true)
    .optional()
    .describe("Your turn is over and you want another one, at the end of the line. While it is not, this is nothing."),
  solution: solution.optional().describe("Of the challenge that an earlier answer carried."),
});

export const admitted = z.object({ pass: z.string(), expiresAt: time }).meta({ id: "QueuePass" });

export const notYet = z
  .object({
    retryAfterMs: whole,
    place: z.int().min(1).nullable().describe("Null before a draw."),
    ahead: whole.nullable().describe("How many are before this one."),
  })
  .meta({ id: "QueueWait" });
