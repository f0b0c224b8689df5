import type { IncomingHttpHeaders } from "node:http";
import { z } from "zod";

const queriesMax = 1_000;

const query = z.object({
  query: z.string(),
  params: z.array(z.json()).default([]),
  arrayMode: z.boolean().optional(),
});

const payload = z.union([query, z.object({ queries: z.array(query).max(queriesMax) })]);

const isolation = z
  .enum(["ReadUncommitted", "ReadCommitted", "RepeatableRead", "Serializable"])
  .transform((level) => level.replace(/(?<=[a-z])(?=[A-Z])/, " "));

const truth = z.literal("true").optional().catch(undefined);

const options = z.object({
  "neon-raw-text-output": truth,
  "neon-array-mode": truth,
  "neon-batch-isolation-level": isolation.optional(),
  "neon-batch-read-only": truth,
  "neon-batch-deferrable": truth,
});

export type Query = z.output<typeof query>;
export type Options = z.output<typeof options>;
export type SqlRequest = { options: Options; payload: z.output<typeof payload> };

function fromJson(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString());
  } catch {
    return undefined;
  }
}

/** What neon() sends: one query, or the queries of one transaction. Or why it cannot be read. */
export function readRequest(headers: IncomingHttpHeaders, body: Buffer): SqlRequest | { message: string } {
  const wanted = options.safeParse(headers);
  if (!wanted.success) return { message: "invalid isolation level" };
  const read = payload.safeParse(fromJson(body));
  if (!read.success) return { message: "could not parse the HTTP request body" };
  return { options: wanted.data, payload: read.data };
}
