import { z } from "zod";
import { invariant } from "@/lib/core/invariant";

export type JsonSchema = z.core.JSONSchema.BaseSchema;
export type Components = Record<string, JsonSchema>;

const formats = new Set(["date-time", "uuid", "email", "uri"]);

/** Leaves out what says nothing a reader or a generator needs: a format's own pattern, the bounds of safe integers. */
function tidy({ jsonSchema }: { jsonSchema: JsonSchema }) {
  if (formats.has(jsonSchema.format ?? "")) delete jsonSchema.pattern;
  if (jsonSchema.minimum === Number.MIN_SAFE_INTEGER) delete jsonSchema.minimum;
  if (jsonSchema.maximum === Number.MAX_SAFE_INTEGER) delete jsonSchema.maximum;
  delete jsonSchema.propertyNames;
}

/** An answer may gain fields: whoever reads it lets them pass. */
function open({ jsonSchema }: { jsonSchema: JsonSchema }) {
  if (jsonSchema.additionalProperties === false) delete jsonSchema.additionalProperties;
}

const inComponents = (schema: JsonSchema): JsonSchema =>
  JSON.parse(JSON.stringify(schema).replaceAll('"#/$defs/', '"#/components/schemas/'));

/** The schema as OpenAPI 3.1 has it; those with a name go to `components`, once. */
export function schemaOf(schema: z.ZodType, io: "input" | "output", components: Components): JsonSchema {
  const {
    $schema: _,
    $defs = {},
    ...rest
  } = z.toJSONSchema(schema, {
    io,
    override: (context) => {
      tidy(context);
      if (io === "output") open(context);
    },
  });
  for (const [name, definition] of Object.entries($defs)) {
    const component = inComponents(definition);
    const known = components[name];
    invariant(!known || JSON.stringify(known) === JSON.stringify(component), `${name} names one schema`);
    components[name] = component;
  }
  return inComponents(rest);
}
