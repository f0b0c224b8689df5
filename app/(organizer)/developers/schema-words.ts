import type { JsonSchema } from "@/app/api/v1/openapi.json/schema-of";

/** A word of a type; with a shape it is the name of one described further down. */
export type Word = { text: string; shape?: string };

const shapeOf = ($ref: string) => $ref.slice($ref.lastIndexOf("/") + 1);
const quoted = (value: unknown): Word => ({ text: JSON.stringify(value) });
const joined = (lists: Word[][], by: string): Word[] =>
  lists.flatMap((words, index) => (index === 0 ? words : [{ text: by }, ...words]));

export const isSchema = (value: unknown): value is JsonSchema => typeof value === "object" && value !== null;

/** What a value of this schema is, in the words of JSON. */
export function wordsOf(schema: JsonSchema): Word[] {
  if (schema.$ref) return [{ text: shapeOf(schema.$ref), shape: shapeOf(schema.$ref) }];
  if (schema.const !== undefined) return [quoted(schema.const)];
  if (schema.enum)
    return joined(
      schema.enum.map((value) => [quoted(value)]),
      " | ",
    );
  if (schema.anyOf) return joined(schema.anyOf.filter(isSchema).map(wordsOf), " | ");
  if (schema.type === "array" && isSchema(schema.items)) return [{ text: "list of " }, ...wordsOf(schema.items)];
  if (schema.type === "object" && isSchema(schema.additionalProperties) && !schema.properties) {
    return [{ text: "map to " }, ...wordsOf(schema.additionalProperties)];
  }
  return [{ text: schema.format ?? [schema.type ?? "anything"].flat().join(" | ") }];
}

/** The bounds a value has to keep, as short as a reader of schemas writes them. */
export function boundsOf(schema: JsonSchema): string {
  const { minimum, maximum, minLength, maxLength, minItems, maxItems, multipleOf } = schema;
  const between = (least: number | undefined, most: number | undefined, what: string) => {
    if (least !== undefined && most !== undefined) return `${least} to ${most}${what}`;
    if (least !== undefined) return `${least} or more${what}`;
    return most === undefined ? undefined : `up to ${most}${what}`;
  };
  return [
    between(minimum, maximum, ""),
    between(minLength, maxLength, " characters"),
    between(minItems, maxItems, " entries"),
    multipleOf && `steps of ${multipleOf}`,
    schema.default !== undefined && !Array.isArray(schema.default) && `else ${JSON.stringify(schema.default)}`,
  ]
    .filter(Boolean)
    .join(", ");
}

/** Where the fields of a value are listed: in itself, in each entry of a list, what a map leads to, each alternative. */
export function objectsIn(schema: JsonSchema): JsonSchema[] {
  if (schema.properties) return [schema];
  const inside: unknown[] = [schema.items, schema.additionalProperties, ...(schema.anyOf ?? [])];
  return inside.filter(isSchema).flatMap((each) => (each.$ref ? [] : objectsIn(each)));
}
