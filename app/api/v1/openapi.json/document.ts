import { STATUS_CODES } from "node:http";
import type { z } from "zod";
import { invariant } from "@/lib/core/invariant";
import type { Answer, Caller, Operation } from "@/lib/core/operation";
import { type ProblemKind, problemKinds, problems } from "@/lib/core/problem";
import { type Method, methods } from "@/lib/core/route";
import { curlOf } from "./curl";
import { problemSchema } from "./problem-schemas";
import { allRoutes, type Routes } from "./routes";
import { type Components, type JsonSchema, schemaOf } from "./schema-of";
import { inReadingOrder, tagOf, tags } from "./tags";

export type Parameter = {
  name: string;
  in: "path" | "query" | "header";
  required: boolean;
  description?: string;
  schema: JsonSchema;
};
export type Content = Record<string, { schema?: JsonSchema; example?: object }>;
export type DescribedAnswer = { description: string; headers: object; content?: Content };
export type Described = {
  operationId: string;
  summary: string;
  description?: string;
  tags: [string];
  security: Record<string, string[]>[];
  parameters: Parameter[];
  requestBody?: { required: boolean; content: Content };
  responses: Record<string, DescribedAnswer>;
  "x-codeSamples"?: [{ lang: "Shell"; label: "curl"; source: string }];
};
export type ApiDocument = {
  openapi: "3.1.0";
  info: object;
  servers: { url: string }[];
  tags: typeof tags;
  paths: Record<string, Partial<Record<Lowercase<Method>, Described>>>;
  components: { schemas: Components; headers: object; securitySchemes: object };
};

const json = "application/json";
const problemJson = "application/problem+json";

const securitySchemes = {
  visitorToken: { type: "http", scheme: "bearer", description: "What `POST /session` gave: which fan asks." },
  visitorCookie: {
    type: "apiKey",
    in: "cookie",
    name: "hf_fan",
    description: "The same token as a browser keeps it; `__Host-hf_fan` on https.",
  },
  apiKey: {
    type: "http",
    scheme: "bearer",
    bearerFormat: "hf_live_…",
    description: "An organizer's API key. What an operation needs is a scope of the key; `*` stands for all.",
  },
  stripeSignature: {
    type: "apiKey",
    in: "header",
    name: "Stripe-Signature",
    description: "Made by Stripe of the body with the endpoint's secret.",
  },
};

const headers = {
  RequestId: {
    description: "Names this request in our logs: your own X-Request-Id where it is a plain word, else a new one.",
    schema: { type: "string" },
  },
  RetryAfter: { description: "Seconds to wait before asking again.", schema: { type: "integer", minimum: 1 } },
};

function schemesOf(caller: Caller): Record<string, string[]>[] {
  if (caller === "anyone") return [{}];
  if (caller === "fan") return [{ visitorToken: [] }, { visitorCookie: [] }];
  return caller === "stripe" ? [{ stripeSignature: [] }] : [{ apiKey: [caller.slice("key:".length)] }];
}

const callersOf = ({ admit, by = ["anyone"] }: Operation) => (admit ? [admit.by] : by);

/** What is refused at the door, before and beside what the handler lists. */
function refusalsOf({ admit, params, query, body, idempotent, problems = [] }: Operation): ProblemKind[] {
  const kinds = new Set<ProblemKind>([...problems, ...(admit?.problems ?? []), "internal", "unavailable"]);
  if (params) kinds.add("not_found");
  if (query || body || idempotent) kinds.add("invalid_request");
  if (body) kinds.add("too_large").add("unsupported_media");
  return problemKinds.filter((kind) => kinds.has(kind));
}

function fieldsOf(schema: z.ZodType | undefined, place: "path" | "query", components: Components): Parameter[] {
  if (!schema) return [];
  const { properties = {}, required = [] } = schemaOf(schema, "input", components);
  return Object.entries(properties).flatMap(([name, property]) => {
    if (typeof property === "boolean") return [];
    const { description, ...rest } = property;
    const isRequired = place === "path" || required.includes(name);
    return [{ name, in: place, required: isRequired, ...(description && { description }), schema: rest }];
  });
}

const header = (name: string, description: string, schema: JsonSchema): Parameter => ({
  name,
  in: "header",
  required: false,
  description,
  schema,
});

const parametersOf = ({ params, query, idempotent, passes }: Operation, components: Components): Parameter[] => [
  ...fieldsOf(params, "path", components),
  ...fieldsOf(query, "query", components),
  ...(idempotent
    ? [
        header("Idempotency-Key", "The same key and body get the same answer; the same key with another body, 422.", {
          ...{ type: "string", minLength: 1, maxLength: 255 },
        }),
      ]
    : []),
  ...(passes
    ? [header("Holdfast-Pass", "A pass of the event's waiting room, if it has one.", { type: "string" })]
    : []),
];

function contentOf(answer: Answer, components: Components): Content | undefined {
  if (answer === null) return undefined;
  return "file" in answer ? { [answer.file]: {} } : { [json]: { schema: schemaOf(answer, "output", components) } };
}

function describedAnswer(
  status: number,
  answer: Answer | undefined,
  kinds: ProblemKind[],
  components: Components,
): DescribedAnswer {
  const content = {
    ...(answer !== undefined && contentOf(answer, components)),
    ...(kinds.length > 0 && { [problemJson]: { schema: schemaOf(problemSchema(kinds), "output", components) } }),
  };
  const retries = status === 429 || status === 503;
  return {
    description: kinds.map((kind) => `\`${kind}\``).join(", ") || (STATUS_CODES[status] ?? ""),
    headers: {
      "X-Request-Id": { $ref: "#/components/headers/RequestId" },
      ...(retries && { "Retry-After": { $ref: "#/components/headers/RetryAfter" } }),
    },
    ...(Object.keys(content).length > 0 && { content }),
  };
}

function answersOf(operation: Operation, components: Components): Record<string, DescribedAnswer> {
  const { answers = {} } = operation;
  const refusals = refusalsOf(operation);
  const statuses = new Set([...Object.keys(answers).map(Number), ...refusals.map((kind) => problems[kind].status)]);
  const byStatus = [...statuses].map((status): [string, DescribedAnswer] => {
    const kinds = refusals.filter((kind) => problems[kind].status === status);
    return [String(status), describedAnswer(status, answers[status], kinds, components)];
  });
  return Object.fromEntries(byStatus);
}

function described(method: Method, path: string, operation: Operation, components: Components): Described {
  const { name, summary, detail, body, example } = operation;
  invariant(name && summary && operation.answers, `${method} ${path} says what it is`);
  const callers = callersOf(operation);
  const source = curlOf(method, path, operation);
  return {
    operationId: name,
    summary,
    ...(detail && { description: detail }),
    tags: [tagOf(path)],
    security: callers.every((caller) => caller === "anyone") ? [] : callers.flatMap(schemesOf),
    parameters: parametersOf(operation, components),
    ...(body && {
      requestBody: {
        required: !body.safeParse({}).success,
        content: { [json]: { schema: schemaOf(body, "input", components), ...(example && { example }) } },
      },
    }),
    responses: answersOf(operation, components),
    ...(source && { "x-codeSamples": [{ lang: "Shell", label: "curl", source }] }),
  };
}

/** The OpenAPI 3.1 document of these routes. */
export function describeApi(routes: Routes): ApiDocument {
  const schemas: Components = {};
  const paths: ApiDocument["paths"] = {};
  for (const path of Object.keys(routes).toSorted(inReadingOrder)) {
    const known = methods.flatMap((method) => {
      const operation = routes[path]?.[method]?.operation;
      return operation ? [[method.toLowerCase(), described(method, path, operation, schemas)]] : [];
    });
    paths[path] = Object.fromEntries(known);
  }
  return {
    openapi: "3.1.0",
    info: {
      title: "Holdfast",
      version: "1",
      description: "Ticketing that stays fair and correct. A readable form of this document is at /developers.",
      license: { name: "MIT", identifier: "MIT" },
    },
    servers: [{ url: "/api/v1" }],
    tags,
    paths,
    components: { schemas, headers, securitySchemes },
  };
}

let kept: Promise<ApiDocument> | undefined;

/** The document of everything under /api/v1, made once in a process. */
export function apiDocument(): Promise<ApiDocument> {
  kept ??= allRoutes().then(describeApi);
  return kept;
}
