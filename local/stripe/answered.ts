import type { IncomingHttpHeaders } from "node:http";
import { errorAnswer, type Refusal } from "./errors";
import { faultBody } from "./faults";
import { publicView } from "./public-view";
import { apiVersion } from "./settings";

export type Answered = { status: number; headers: Record<string, string>; body: string; dropped: boolean };

/** What came of a request, before it is dressed as an HTTP answer. */
export type Outcome = { status: number; body: string; replayOf?: string; shouldRetry?: boolean };

export const succeeded = (answer: object, publishable: boolean): Outcome => ({
  status: 200,
  body: JSON.stringify(publishable ? publicView(answer) : answer),
});

export function refused({ status, body }: Refusal, requestId: string, publishable = false): Outcome {
  const { payment_intent: intent, ...rest } = body;
  const shown = publishable && intent ? { ...rest, payment_intent: publicView(intent) } : body;
  return { status, body: JSON.stringify(errorAnswer(shown, requestId)) };
}

/** A fault asked for. A kept 500 would only be replayed, so Stripe advises against trying again. */
export const failed = (status: number, requestId: string): Outcome => ({
  status,
  body: JSON.stringify(errorAnswer(faultBody(status), requestId)),
  shouldRetry: status !== 500,
});

export function dressed(outcome: Outcome, headers: IncomingHttpHeaders, requestId: string, dropped: boolean): Answered {
  const { status, body, replayOf, shouldRetry } = outcome;
  const key = headerOf(headers, "idempotency-key");
  return {
    status,
    body,
    dropped,
    headers: {
      "content-type": "application/json",
      "cache-control": "no-cache, no-store",
      "access-control-allow-origin": "*",
      "access-control-expose-headers": "Request-Id, Idempotent-Replayed, Original-Request",
      "request-id": requestId,
      "stripe-version": headerOf(headers, "stripe-version") ?? apiVersion,
      ...(key && { "idempotency-key": key, "original-request": replayOf ?? requestId }),
      ...(replayOf && { "idempotent-replayed": "true" }),
      ...(shouldRetry !== undefined && { "stripe-should-retry": String(shouldRetry) }),
    },
  };
}

export function headerOf(headers: IncomingHttpHeaders, name: string) {
  const value = headers[name];
  return typeof value === "string" && value !== "" ? value : undefined;
}
