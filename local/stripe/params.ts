import { z } from "zod";
import { badParameter } from "./errors";
import type { Param, Params } from "./form";

export const text = z.string().min(1).max(5000);
/** An empty value takes the field away. */
export const clearable = z.string().max(5000);
export const integer = z
  .string()
  .regex(/^-?\d{1,15}$/)
  .transform(Number);
export const flag = z.enum(["true", "false"]).transform((value) => value === "true");
export const choice = <const Values extends readonly [string, ...string[]]>(values: Values) => z.enum(values);

/** Known to Stripe, without meaning here. */
export const ignored = z.unknown().optional();
export const metadata = z.union([z.literal(""), z.record(z.string().max(40), z.string().max(500))]).optional();
export const expand = z.array(z.string().max(200)).max(20).optional();

const address = z
  .strictObject({
    city: clearable.optional(),
    country: clearable.optional(),
    line1: clearable.optional(),
    line2: clearable.optional(),
    postal_code: clearable.optional(),
    state: clearable.optional(),
  })
  .optional();

export const billingDetails = z.strictObject({
  address,
  email: clearable.optional(),
  name: clearable.optional(),
  phone: clearable.optional(),
  tax_id: clearable.optional(),
});

export const paging = {
  limit: integer.pipe(z.number().min(1).max(100)).default(10),
  starting_after: text.optional(),
  ending_before: text.optional(),
  created: z
    .union([
      integer,
      z.strictObject({
        gt: integer.optional(),
        gte: integer.optional(),
        lt: integer.optional(),
        lte: integer.optional(),
      }),
    ])
    .optional(),
  expand,
};

/** Reads parameters the way Stripe does; the first fault becomes Stripe's error for it. */
export function read<Schema extends z.ZodType>(schema: Schema, params: Params): z.output<Schema> {
  const parsed = schema.safeParse(params);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw issue ? faultOf(issue, params) : badParameter("Invalid request");
}

function faultOf(issue: z.core.$ZodIssue, params: Params) {
  if (issue.code === "unrecognized_keys") {
    const param = nameOf([...issue.path, issue.keys[0] ?? ""]);
    return badParameter(`Received unknown parameter: ${param}`, { code: "parameter_unknown", param });
  }
  const param = nameOf(issue.path);
  const given = valueAt(params, issue.path);
  if (given === undefined) {
    return badParameter(`Missing required param: ${param}.`, { code: "parameter_missing", param });
  }
  if (given === "") {
    const message = `You passed an empty string for '${param}'. We assume empty values are an attempt to unset a parameter; however '${param}' cannot be unset. You should remove '${param}' from your request or supply a non-empty value.`;
    return badParameter(message, { code: "parameter_invalid_empty", param });
  }
  if (issue.code === "invalid_format" || issue.code === "too_big") {
    return badParameter(`Invalid integer: ${String(given)}`, { code: "parameter_invalid_integer", param });
  }
  if (issue.code === "invalid_value") {
    return badParameter(`Invalid ${param}: must be ${listOf(issue.values.map(String))}`, { param });
  }
  return badParameter(`Invalid value for ${param}`, { param });
}

const nameOf = ([head = "", ...rest]: PropertyKey[]) =>
  `${String(head)}${rest.map((part) => `[${String(part)}]`).join("")}`;

function valueAt(params: Params, path: PropertyKey[]): Param | undefined {
  let value: Param | undefined = params;
  for (const part of path) {
    if (value === undefined || typeof value === "string") return undefined;
    value = Array.isArray(value) ? value[Number(part)] : value[String(part)];
  }
  return value;
}

function listOf(values: string[]) {
  if (values.length < 3) return values.join(" or ");
  return `one of ${values.slice(0, -1).join(", ")}, or ${values.at(-1)}`;
}
