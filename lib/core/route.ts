import { hash } from "node:crypto";
import type { z } from "zod";
import { describeFailure, isOutage } from "./failure";
import { fieldsOf } from "./fields";
import { problemResponse, requestIdOf } from "./http";
import { log } from "./log";
import type { Admit, Operation, Told } from "./operation";
import type { Problem, ProblemKind } from "./problem";
import { readBody } from "./read-body";
import { ok, type Result, refuse } from "./result";

const keyShape = /^[\x21-\x7e]{1,255}$/;

type Schemas<Params, Query, Body, Who> = {
  /** Who may ask at all: decided before anything else is read. */
  admit?: Admit<Who>;
  params?: z.ZodType<Params>;
  query?: z.ZodType<Query>;
  body?: z.ZodType<Body>;
  /** Where a body may be longer than most. */
  bodyBytesMax?: number;
};
export type Input<Params, Query, Body, Who> = {
  request: Request;
  requestId: string;
  who: Who;
  params: Params;
  query: Query;
  body: Body;
  idempotencyKey: string | undefined;
  /** Of the parsed body: spelling and order of the JSON do not matter. */
  bodyHash: string;
};
/** Any handler may find that something it needs does not answer. */
type Outcome<Kind extends ProblemKind> = Response | { ok: false; problem: Problem & { kind: Kind | "unavailable" } };
type Context = { params: Promise<Record<string, string | string[] | undefined>> };
export type Handler = { (request: Request, context: Context): Promise<Response>; operation?: Operation };

function parse<Value>(schema: z.ZodType<Value> | undefined, raw: unknown): Result<Value, Problem> {
  if (!schema) return ok(undefined as Value);
  const parsed = schema.safeParse(raw);
  return parsed.success ? ok(parsed.data) : refuse({ kind: "invalid_request", fields: fieldsOf(parsed.error) });
}

async function read<Params, Query, Body, Who>(
  schemas: Schemas<Params, Query, Body, Who> & Pick<Told, "idempotent">,
  request: Request,
  context: Context,
  requestId: string,
): Promise<Result<Input<Params, Query, Body, Who>, Problem>> {
  const who = schemas.admit ? await schemas.admit(request) : ok(undefined as Who);
  if (!who.ok) return who;
  const params = parse(schemas.params, await context.params);
  // An id we could never have given out names nothing.
  if (!params.ok) return refuse({ kind: "not_found" });
  const query = parse(schemas.query, schemas.query && Object.fromEntries(new URL(request.url).searchParams));
  if (!query.ok) return query;
  const raw = schemas.body ? await readBody(request, schemas.bodyBytesMax) : ok(undefined);
  if (!raw.ok) return raw;
  const body = parse(schemas.body, raw.value);
  if (!body.ok) return body;
  const idempotencyKey = (schemas.idempotent && request.headers.get("idempotency-key")) || undefined;
  if (idempotencyKey !== undefined && !keyShape.test(idempotencyKey)) {
    return refuse({ kind: "invalid_request", fields: { "Idempotency-Key": ["1 to 255 visible ASCII characters"] } });
  }
  const bodyHash = hash("sha256", JSON.stringify(body.value ?? null), "hex");
  const parsed = { params: params.value, query: query.value, body: body.value, idempotencyKey, bodyHash };
  return ok({ request, requestId, who: who.value, ...parsed });
}

function failed(error: unknown, request: Request, requestId: string) {
  const outage = isOutage(error);
  const { pathname } = new URL(request.url);
  const line = { requestId, method: request.method, path: pathname, ...describeFailure(error) };
  if (outage) log.warn(line, "a dependency did not answer");
  else log.error(line, "a request met a bug");
  return problemResponse({ kind: outage ? "unavailable" : "internal" }, requestId);
}

/**
 * One way into every handler: parsed once at the door, a refusal becomes a problem, a bug a 500 that tells nothing.
 * What it refuses with it has to list, as the API document tells it.
 */
export function route<
  Params = undefined,
  Query = undefined,
  Body = undefined,
  Who = undefined,
  const Kind extends ProblemKind = never,
>(
  schemas: Schemas<Params, Query, Body, Who> & Told<Kind>,
  handle: (input: Input<Params, Query, Body, Who>) => Promise<Outcome<NoInfer<Kind>>>,
): Handler {
  const handler: Handler = async (request, context) => {
    const requestId = requestIdOf(request);
    try {
      const input = await read(schemas, request, context, requestId);
      const outcome = input.ok ? await handle(input.value) : input;
      if (!(outcome instanceof Response)) return problemResponse(outcome.problem, requestId);
      outcome.headers.set("X-Request-Id", requestId);
      return outcome;
    } catch (error) {
      return failed(error, request, requestId);
    }
  };
  return Object.assign(handler, { operation: schemas });
}

export const methods = ["GET", "POST", "PUT", "PATCH", "DELETE"] as const;
export type Method = (typeof methods)[number];

/** The whole of an address: what it does not know is refused as a problem that names what it does. */
export function only(handlers: Partial<Record<Method, Handler>>): Record<Method | "OPTIONS", Handler> {
  const known = methods.filter((method) => handlers[method]);
  const allow = [...known, ...(handlers.GET ? ["HEAD"] : []), "OPTIONS"].join(", ");
  const refused: Handler = async (request) => {
    const response = problemResponse({ kind: "method_not_allowed" }, requestIdOf(request));
    response.headers.set("Allow", allow);
    return response;
  };
  const options: Handler = async (request) =>
    new Response(null, { status: 204, headers: { Allow: allow, "X-Request-Id": requestIdOf(request) } });
  const { GET = refused, POST = refused, PUT = refused, PATCH = refused, DELETE = refused } = handlers;
  return { GET, POST, PUT, PATCH, DELETE, OPTIONS: options };
}
