import type { Components } from "@/app/api/v1/openapi.json/schema-of";
import { problemKinds, problems } from "@/lib/core/problem";
import { Fields } from "./fields";

const common = new Set(["type", "title", "status", "code", "detail", "requestId"]);

/** The fields that only this problem has. */
function ownFields(schemas: Components, code: string) {
  const schema = Object.values(schemas).find(({ properties }) => {
    const named = properties?.code;
    return typeof named === "object" && named.const === code;
  });
  const properties = Object.entries(schema?.properties ?? {}).filter(([name]) => !common.has(name));
  return properties.length > 0 ? { ...schema, properties: Object.fromEntries(properties) } : undefined;
}

/** Every refusal, at the anchor its `type` names. */
export function ProblemList({ schemas }: { schemas: Components }) {
  return (
    <ul className="rounded-lg bg-surface px-4 shadow-lift sm:px-6">
      {problemKinds.map((code) => {
        const own = ownFields(schemas, code);
        return (
          <li
            key={code}
            id={code}
            className="grid gap-x-6 gap-y-1 border-line border-t py-3 first:border-t-0 target:outline-3 target:outline-accent sm:grid-cols-[16rem_1fr]"
          >
            <p className="flex items-baseline gap-3">
              <span className="font-bold font-mono text-bad text-sm">{problems[code].status}</span>
              <span className="font-bold font-mono text-sm">{code}</span>
            </p>
            <div className="min-w-0">
              <p className="text-sm">{problems[code].title}</p>
              {own && <Fields schema={own} />}
            </div>
          </li>
        );
      })}
    </ul>
  );
}
