import { z } from "zod";
import { type ProblemKind, problemKinds, problems } from "@/lib/core/problem";
import { seatRules } from "@/lib/inventory/problems";
import { challenge, refusals } from "@/lib/waiting-room/challenge/challenge-document";

const limits = ["per_type", "per_order", "per_fan", "per_customer", "extensions"];

/** What a problem carries beside what all of them do. */
const extras: Partial<Record<ProblemKind, z.ZodRawShape>> = {
  invalid_request: {
    fields: z.record(z.string(), z.array(z.string())).optional().describe("What is wrong, by the name of the field."),
  },
  payment_declined: { reason: z.string().describe("Why, as far as the bank says. Nothing was charged.") },
  pass_required: { queueUrl: z.url().describe("Where to wait for a pass.") },
  challenge_required: {
    challenge,
    refused: z.enum(refusals).optional().describe("Why the solution that was sent did not count."),
  },
  sold_out: {
    available: z.record(z.string(), z.int().min(0)).describe("What is left, by ticket type that was asked for."),
  },
  seats_taken: { seats: z.array(z.string()) },
  limit_exceeded: { limit: z.enum(limits), max: z.int().min(0).optional() },
  not_on_sale: { opensAt: z.iso.datetime().optional().describe("When the sale opens, where that is known.") },
  conflict: {
    orderId: z.uuid().optional().describe("The order that is paying for the hold."),
    rule: z.enum(seatRules).optional().describe("Why these seats may not be picked like this."),
    seats: z
      .array(z.string())
      .optional()
      .describe("Of a single gap the seats that would be left alone; of seats to block those that somebody has."),
  },
};

const nameOf = (kind: string) => `${kind.replace(/(?:^|_)(\w)/g, (_, letter: string) => letter.toUpperCase())}Problem`;

const schemaOf = (kind: ProblemKind) =>
  z
    .object({
      type: z.literal(`/developers#${kind}`),
      title: z.literal(problems[kind].title),
      status: z.literal(problems[kind].status),
      code: z.literal(kind),
      detail: z.string().optional(),
      ...extras[kind],
      requestId: z.string(),
    })
    .meta({ id: nameOf(kind) });

const known = new Map(problemKinds.map((kind) => [kind, schemaOf(kind)]));

/** A refusal as it is told: RFC 9457, and what its kind carries. Of several kinds it is one. */
export function problemSchema(kinds: readonly ProblemKind[]): z.ZodType {
  const schemas = kinds.flatMap((kind) => known.get(kind) ?? []);
  return schemas.length === 1 && schemas[0] ? schemas[0] : z.union(schemas);
}
