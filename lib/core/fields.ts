import type { z } from "zod";

export type Fields = Record<string, string[]>;

const fieldsMax = 20;

/** The names of what is wrong, as `items.0.quantity`, with why. */
export function fieldsOf(error: z.ZodError): Fields {
  const fields: Fields = {};
  for (const { path, message } of error.issues.slice(0, fieldsMax)) {
    const name = path.join(".") || "body";
    fields[name] = [...(fields[name] ?? []), message];
  }
  return fields;
}
