import { useTranslations } from "next-intl";
import type { JsonSchema } from "@/app/api/v1/openapi.json/schema-of";
import { boundsOf, isSchema, objectsIn, wordsOf } from "./schema-words";

/** What a value is; a shape of its own is a link to where it is described. */
export function TypeOf({ schema }: { schema: JsonSchema }) {
  return (
    <span className="font-mono text-muted text-xs [overflow-wrap:anywhere]">
      {wordsOf(schema).map(({ text, shape }) =>
        shape ? (
          <a key={shape} href={`#shape-${shape}`} className="text-accent-ink underline underline-offset-2">
            {text}
          </a>
        ) : (
          text
        ),
      )}
    </span>
  );
}

type FieldProps = { name: string; schema: JsonSchema; isRequired: boolean };

/** One field, or parameter: its name, what it may be, and the fields inside it. */
export function Field({ name, schema, isRequired }: FieldProps) {
  const t = useTranslations("developers");
  const bounds = boundsOf(schema);
  return (
    <li className="flex flex-col gap-1 border-line border-t py-2 first:border-t-0">
      <div className="flex flex-wrap items-baseline gap-x-3">
        <span className="font-bold font-mono text-sm [overflow-wrap:anywhere]">{name}</span>
        <TypeOf schema={schema} />
        {!isRequired && <span className="text-muted text-xs">{t("optional")}</span>}
      </div>
      {(schema.description || bounds) && (
        <p className="text-muted text-xs">{[schema.description, bounds && `${bounds}.`].filter(Boolean).join(" ")}</p>
      )}
      <Inside schema={schema} />
    </li>
  );
}

/** What is inside a value that is no shape of its own; alternatives one below the other. */
export function Inside({ schema }: { schema: JsonSchema }) {
  if (schema.$ref) return null;
  return objectsIn(schema).map((each) => (
    <div key={Object.keys(each.properties ?? {}).join()} className="my-1 border-line border-s-2 ps-4">
      <Fields schema={each} />
    </div>
  ));
}

/** The fields of an object. */
export function Fields({ schema }: { schema: JsonSchema }) {
  const properties = Object.entries(schema.properties ?? {}).flatMap(([name, each]) =>
    isSchema(each) ? [{ name, schema: each }] : [],
  );
  return (
    <ul>
      {properties.map(({ name, schema: each }) => (
        <Field key={name} name={name} schema={each} isRequired={schema.required?.includes(name) ?? false} />
      ))}
    </ul>
  );
}
