import { after } from "next/server";
import { describeFailure } from "@/lib/core/failure";
import { problemResponse, requestIdOf } from "@/lib/core/http";
import { log } from "@/lib/core/log";
import { readText } from "@/lib/core/read-body";
import { receiveWebhook } from "@/lib/orders/receive-webhook";
import { readWebhook } from "@/lib/payments/read-webhook";
import { publishOutboxQuietly } from "@/lib/queue/publish-outbox";

const bytesMax = 512 * 1024;

/** Stripe's messages. They say that something happened, never what: that is looked up. */
export async function POST(request: Request): Promise<Response> {
  const requestId = requestIdOf(request);
  const body = await readText(request, bytesMax);
  if (body === undefined) return problemResponse({ kind: "too_large" }, requestId);
  const webhook = await readWebhook(body, request.headers.get("stripe-signature"));
  if (!webhook.ok) return problemResponse(webhook.problem, requestId);
  try {
    await receiveWebhook(webhook.value);
  } catch (error) {
    log.warn({ requestId, event: webhook.value.id, ...describeFailure(error) }, "a webhook will be delivered again");
    return problemResponse({ kind: "unavailable" }, requestId);
  }
  after(publishOutboxQuietly);
  return new Response(null, { status: 200, headers: { "X-Request-Id": requestId } });
}
