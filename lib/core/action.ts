import { z } from "zod";
import { refuse } from "./result";

export type InvalidInput = { kind: "invalid_request"; fields: Record<string, string[] | undefined> };

/** A server action that starts from parsed input: the handler never sees what was sent. */
export function action<Schema extends z.ZodType, Outcome>(
  schema: Schema,
  handle: (input: z.output<Schema>) => Promise<Outcome>,
) {
  return async (raw: unknown): Promise<Outcome | { ok: false; problem: InvalidInput }> => {
    const input = schema.safeParse(raw);
    if (input.success) return handle(input.data);
    const { fieldErrors } = z.flattenError<unknown>(input.error);
    return refuse({ kind: "invalid_request", fields: fieldErrors });
  };
}
