import type { z } from "zod";
import { type Fields, fieldsOf } from "./fields";
import { refuse } from "./result";

export type InvalidInput = { kind: "invalid_request"; fields: Fields };

/** A server action that starts from parsed input: the handler never sees what was sent. */
export function action<Schema extends z.ZodType, Outcome>(
  schema: Schema,
  handle: (input: z.output<Schema>) => Promise<Outcome>,
) {
  return async (raw: unknown): Promise<Outcome | { ok: false; problem: InvalidInput }> => {
    const input = schema.safeParse(raw);
    if (input.success) return handle(input.data);
    return refuse({ kind: "invalid_request", fields: fieldsOf(input.error) });
  };
}
