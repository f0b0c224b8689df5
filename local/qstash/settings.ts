import { validateHeaderName, validateHeaderValue } from "node:http";
import { type Read, read, refuse } from "@/local/http/answer";
import { readDestination } from "./destination";
import { durationMs } from "./duration";
import { compileDelay } from "./expression";
import { readFlowRule } from "./flow-rule";
import { limits } from "./limits";
import type { Method, Settings } from "./model";

export type Headers = Record<string, string>;

const methods: readonly string[] = ["GET", "POST", "PUT", "PATCH", "DELETE"] satisfies Method[];
const isMethod = (text: string): text is Method => methods.includes(text);

/** These belong to the connection the delivery opens, not to the message. */
const connectionHeaders =
  /^(host|connection|content-length|transfer-encoding|keep-alive|upgrade|te|trailer|expect|proxy-.*)$/;

/** Upstash-* headers with lower-case names, understood; or the refusal of the first that makes no sense. */
export function readSettings(headers: Headers, retriesDefault = limits.retriesDefault): Read<Settings> {
  const method = (headers["upstash-method"] ?? "POST").toUpperCase();
  if (!isMethod(method)) return refuse(400, `invalid method: ${method}`);

  const retries = Number(headers["upstash-retries"] ?? retriesDefault);
  if (!Number.isInteger(retries) || retries < 0 || retries > limits.retriesMax) {
    return refuse(400, `invalid Upstash-Retries: must be an integer from 0 to ${limits.retriesMax}`);
  }
  const retryDelay = headers["upstash-retry-delay"];
  if (retryDelay !== undefined && !compileDelay(retryDelay)) {
    return refuse(400, `invalid Upstash-Retry-Delay: ${retryDelay}`);
  }
  const waiting = readWaiting(headers);
  if (!waiting.ok) return waiting;
  const callbacks = readCallbacks(headers);
  if (!callbacks.ok) return callbacks;
  const flow = readFlowRule(headers["upstash-flow-control-key"], headers["upstash-flow-control-value"]);
  if (!flow.ok) return flow;
  const forward = readForwarded(headers);
  if (!forward.ok) return forward;

  const deduplicationId = headers["upstash-deduplication-id"];
  if (deduplicationId?.includes(":")) return refuse(400, "DeduplicationId cannot contain ':'");
  return read({
    method,
    forward: forward.value,
    retries,
    ...(retryDelay === undefined ? {} : { retryDelay }),
    ...waiting.value,
    ...(deduplicationId ? { deduplicationId } : {}),
    contentBased: headers["upstash-content-based-deduplication"] === "true",
    ...callbacks.value,
    ...(flow.value ? { flow: flow.value } : {}),
    labels: splitList(headers["upstash-label"]),
  });
}

function readWaiting(headers: Headers): Read<Pick<Settings, "delayMs" | "notBefore" | "timeoutMs">> {
  const delayMs = durationMs(headers["upstash-delay"] ?? "0s");
  if (delayMs === undefined || delayMs > limits.delayMsMax) {
    return refuse(400, `invalid Upstash-Delay: ${headers["upstash-delay"]}`);
  }
  const timeoutMs = durationMs(headers["upstash-timeout"] ?? `${limits.deliveryMsMax}ms`);
  if (!timeoutMs) return refuse(400, `invalid Upstash-Timeout: ${headers["upstash-timeout"]}`);
  const notBefore = headers["upstash-not-before"];
  if (notBefore === undefined) return read({ delayMs, timeoutMs: Math.min(timeoutMs, limits.deliveryMsMax) });
  const at = /^\d{1,11}$/.test(notBefore) ? Number(notBefore) * 1_000 : Number.NaN;
  if (!(at <= Date.now() + limits.delayMsMax)) return refuse(400, `invalid Upstash-Not-Before: ${notBefore}`);
  return read({ delayMs, notBefore: at, timeoutMs: Math.min(timeoutMs, limits.deliveryMsMax) });
}

function readCallbacks(headers: Headers): Read<Pick<Settings, "callback" | "failureCallback">> {
  const found: Pick<Settings, "callback" | "failureCallback"> = {};
  for (const [name, key] of [
    ["upstash-callback", "callback"],
    ["upstash-failure-callback", "failureCallback"],
  ] as const) {
    const text = headers[name];
    if (text === undefined) continue;
    const url = readDestination(text, key === "callback" ? "callback" : "failure callback");
    if (!url.ok) return url;
    const own = readSettings(callbackHeaders(headers, name));
    if (!own.ok) return own;
    found[key] = url.value;
  }
  return read(found);
}

/** `Upstash-Callback-Retries: 1` configures the callback as `Upstash-Retries: 1` would a message. */
export function callbackHeaders(headers: Headers, kind: "upstash-callback" | "upstash-failure-callback"): Headers {
  const own = Object.entries(headers).filter(([name]) => name.startsWith(`${kind}-`));
  return Object.fromEntries(own.map(([name, value]) => [`upstash-${name.slice(kind.length + 1)}`, value]));
}

function readForwarded(headers: Headers): Read<Headers> {
  const forward: Headers = {};
  if (headers["content-type"]) forward["content-type"] = headers["content-type"];
  for (const [name, value] of Object.entries(headers)) {
    const inner = name.startsWith("upstash-forward-") ? name.slice("upstash-forward-".length) : "";
    if (inner && !connectionHeaders.test(inner)) forward[inner] = value;
  }
  try {
    for (const [name, value] of Object.entries(forward)) {
      validateHeaderName(name);
      validateHeaderValue(name, value);
    }
  } catch (problem) {
    return refuse(400, `invalid header: ${problem instanceof Error ? problem.message : "unreadable"}`);
  }
  return read(forward);
}

export const splitList = (text: string | undefined) =>
  (text ?? "")
    .split(",")
    .map((part) => part.trim())
    .filter(Boolean);
