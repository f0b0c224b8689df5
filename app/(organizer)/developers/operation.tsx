import { useTranslations } from "next-intl";
import type { Described, DescribedAnswer } from "@/app/api/v1/openapi.json/document";
import { Code } from "./code";
import { Field, Fields, Inside, TypeOf } from "./fields";
import { Marked } from "./marked";
import { objectsIn } from "./schema-words";

export type Entry = { method: string; path: string; operation: Described };

const problemJson = "application/problem+json";
/** Anything may meet these: they are told once, above. */
const everywhere = new Set(["internal", "unavailable"]);

const codesOf = ({ description }: DescribedAnswer) =>
  [...description.matchAll(/`(\w+)`/g)].flatMap(([, code]) => code ?? []);

function Part({ title, children }: { title: string; children: React.ReactNode }) {
  return (
    <div className="flex flex-col gap-1">
      <h4 className="font-bold text-sm">{title}</h4>
      {children}
    </div>
  );
}

function useCallers({ security }: Described) {
  const t = useTranslations("developers");
  const scopes = security.flatMap(({ apiKey }) => apiKey ?? []);
  const names = new Set(security.flatMap((scheme) => Object.keys(scheme)));
  if (scopes.length > 0) return t("byKey", { scope: scopes.join(", ") });
  if (names.has("stripeSignature")) return t("byStripe");
  if (!names.has("visitorToken")) return t("byAnyone");
  return security.some((scheme) => Object.keys(scheme).length === 0) ? t("byAnyFan") : t("byFan");
}

function Success({ status, told }: { status: string; told: DescribedAnswer }) {
  const t = useTranslations("developers");
  const [type, content] = Object.entries(told.content ?? {}).find(([each]) => each !== problemJson) ?? [];
  const schema = content?.schema;
  return (
    <li className="flex flex-col gap-1 py-2">
      <p className="flex flex-wrap items-baseline gap-x-3">
        <span className="font-bold font-mono text-good text-sm">{status}</span>
        {schema?.$ref ? (
          <TypeOf schema={schema} />
        ) : (
          <span className="font-mono text-muted text-xs">{type ?? t("empty")}</span>
        )}
      </p>
      {schema && <Inside schema={schema} />}
    </li>
  );
}

function Refusal({ status, codes }: { status: string; codes: string[] }) {
  return (
    <li className="flex flex-wrap items-baseline gap-x-3 gap-y-1 border-line border-t py-2">
      <span className="font-bold font-mono text-bad text-sm">{status}</span>
      {codes.map((code) => (
        <a key={code} href={`#${code}`} className="font-mono text-accent-ink text-xs underline underline-offset-2">
          {code}
        </a>
      ))}
    </li>
  );
}

function Answers({ responses }: { responses: Described["responses"] }) {
  return (
    <ul>
      {Object.entries(responses).map(([status, told]) => {
        const codes = codesOf(told).filter((code) => !everywhere.has(code));
        const succeeds = !told.content || Object.keys(told.content).some((type) => type !== problemJson);
        return [
          succeeds && <Success key={`${status}-given`} status={status} told={told} />,
          codes.length > 0 && <Refusal key={`${status}-refused`} status={status} codes={codes} />,
        ];
      })}
    </ul>
  );
}

/** One operation with everything to call it. */
export function Operation({ method, path, operation }: Entry) {
  const t = useTranslations("developers");
  const callers = useCallers(operation);
  const body = operation.requestBody?.content["application/json"];
  const [fields] = body?.schema ? objectsIn(body.schema) : [];
  const source = operation["x-codeSamples"]?.[0].source;
  return (
    <article
      id={operation.operationId}
      aria-labelledby={`${operation.operationId}-title`}
      className="flex flex-col gap-4 rounded-lg bg-surface p-4 shadow-lift target:outline-3 target:outline-accent sm:p-6"
    >
      <header className="flex flex-col gap-2">
        <h3 id={`${operation.operationId}-title`} className="text-lg">
          {operation.summary}
        </h3>
        <p className="font-mono text-sm [overflow-wrap:anywhere]">
          <span className="font-bold text-accent-ink">{method}</span> /api/v1{path}
        </p>
        {operation.description && (
          <p className="max-w-[68ch] text-sm">
            <Marked text={operation.description} />
          </p>
        )}
        <p className="text-muted text-sm">{callers}</p>
      </header>
      <div className="grid gap-6 xl:grid-cols-2">
        <div className="flex min-w-0 flex-col gap-4">
          {operation.parameters.length > 0 && (
            <Part title={t("parameters")}>
              <ul>
                {operation.parameters.map(({ name, description, required, schema }) => (
                  <Field
                    key={name}
                    name={name}
                    isRequired={required}
                    schema={{ ...schema, ...(description && { description }) }}
                  />
                ))}
              </ul>
            </Part>
          )}
          {fields && (
            <Part title={t("body")}>
              <Fields schema={fields} />
            </Part>
          )}
          <Part title={t("answers")}>
            <Answers responses={operation.responses} />
          </Part>
        </div>
        {source && (
          <Part title={t("example")}>
            <Code>{source}</Code>
          </Part>
        )}
      </div>
    </article>
  );
}
