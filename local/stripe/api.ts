import type { IncomingHttpHeaders } from "node:http";
import { setTimeout as sleep } from "node:timers/promises";
import { type Answered, dressed, failed, headerOf, type Outcome, refused, succeeded } from "./answered";
import { authorize } from "./authorize";
import type { Call } from "./call";
import { badParameter, Refusal } from "./errors";
import { expandAnswer } from "./expand";
import type { Fault, Faults } from "./faults";
import { parseForm } from "./form";
import { inUse, type Keyed, keyedRequest, recall } from "./idempotency";
import { newRequestId } from "./ids";
import { type Route, routeFor } from "./routes";
import type { Settings } from "./settings";
import type { Store } from "./store";

export type Asked = { method: string; path: string; query: string; headers: IncomingHttpHeaders; body: string };
export type Api = ReturnType<typeof openApi>;
type Job = { route: Route; call: Call; keyed: Keyed | undefined };

/** The one way into the API. Whatever must happen around every request happens here. */
export function openApi(store: Store, settings: Settings, faults: Faults) {
  const inProgress = new Set<string>();

  function read({ method, path, query, headers, body }: Asked, requestId: string): Job {
    const given = parseForm(method === "POST" ? body : query);
    if (!given) throw badParameter("Invalid request: the parameters could not be read.");
    const { publishable } = authorize(headers, given, settings);
    const route = routeFor(method, path, publishable);
    const { key: _publishableKey, ...params } = given;
    const idempotencyKey = headerOf(headers, "idempotency-key") ?? null;
    const call = { store, settings, publishable, params, requestId, idempotencyKey, nowMs: Date.now() };
    const account = headerOf(headers, "stripe-account") ?? "own";
    const keyed = method === "POST" ? keyedRequest(idempotencyKey, account, path, params) : undefined;
    return { route, call, keyed };
  }

  async function once({ route, call, keyed }: Job, fault: Fault | undefined): Promise<Outcome> {
    if (!keyed) return faulty({ route, call, keyed }, fault);
    if (inProgress.has(keyed.id)) throw inUse(keyed.key);
    const known = recall(store, keyed, call.nowMs);
    if (known) {
      await sleep(fault?.delayMs ?? 0);
      return { status: known.status, body: known.body, replayOf: known.requestId };
    }
    inProgress.add(keyed.id);
    try {
      return await faulty({ route, call, keyed }, fault);
    } finally {
      inProgress.delete(keyed.id);
    }
  }

  async function faulty(job: Job, fault: Fault | undefined): Promise<Outcome> {
    if (!fault) return execute(job);
    const { status, delayMs } = fault;
    const requestId = job.call.requestId ?? "";
    if (fault.when === "after") {
      const outcome = execute(job);
      await sleep(delayMs);
      return status === undefined ? outcome : failed(status, requestId);
    }
    await sleep(delayMs);
    if (status === undefined) return execute(job);
    const outcome = failed(status, requestId);
    // Stripe keeps even a 500; what never reached an endpoint (429, 502, 503) it cannot keep.
    if (status === 500) store.transaction(() => remember(job, outcome));
    return outcome;
  }

  /** Runs an operation and writes, in one piece, what it changed and what it answered. */
  function execute({ route, call: asked, keyed }: Job): Outcome {
    const call = { ...asked, nowMs: Date.now() };
    try {
      return store.transaction(() => {
        const outcome = operate(route, call);
        remember({ route, call, keyed }, outcome);
        return outcome;
      });
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      const outcome = refused(error, call.requestId ?? "", call.publishable);
      if (error.executed) store.transaction(() => remember({ route, call, keyed }, outcome));
      return outcome;
    }
  }

  function remember({ call, keyed }: Job, { status, body }: Outcome) {
    if (!keyed) return;
    const { id, path, params } = keyed;
    store.put("remembered", { id, path, params, atMs: call.nowMs, requestId: call.requestId ?? "", status, body });
  }

  async function heard(asked: Asked, requestId: string, fault: Fault | undefined): Promise<Outcome> {
    try {
      return await once(read(asked, requestId), fault);
    } catch (error) {
      if (error instanceof Refusal) return refused(error, requestId);
      throw error;
    }
  }

  return async function ask(asked: Asked): Promise<Answered> {
    const requestId = newRequestId();
    const fault = faults.take(asked.method, asked.path);
    const outcome = await heard(asked, requestId, fault);
    return dressed(outcome, asked.headers, requestId, fault?.dropAnswer ?? false);
  };
}

/** A refusal that keeps what it changed is an outcome like any other; the rest undo the transaction. */
function operate({ operation, id }: Route, call: Call): Outcome {
  try {
    return succeeded(expandAnswer(call, operation(call, id)), call.publishable);
  } catch (error) {
    if (!(error instanceof Refusal && error.keeps)) throw error;
    return refused(error, call.requestId ?? "", call.publishable);
  }
}
