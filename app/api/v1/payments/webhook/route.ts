import { after } from "next/server";
import { describeFailure } from "@/lib/core/failure";
import { log } from "@/lib/core/log";
import { readText } from "@/lib/core/read-body";
import { refuse } from "@/lib/core/result";
import { only, route } from "@/lib/core/route";
import { receiveWebhook } from "@/lib/orders/receive-webhook";
import { readWebhook } from "@/lib/payments/read-webhook";
import { publishOutboxQuietly } from "@/lib/queue/publish-outbox";

const bytesMax = 512 * 1024;

/** Stripe's messages. They say that something happened, never what: that is looked up. */
const receive = route(
  {
    name: "receiveStripeWebhook",
    summary: "What Stripe sends",
    detail: "A signed event of Stripe. It is taken as a hint: what happened is looked up.",
    by: ["stripe"],
    answers: { 200: null },
    problems: ["invalid_request", "too_large"],
  },
  async ({ request, requestId }) => {
    const body = await readText(request, bytesMax);
    if (body === undefined) return refuse({ kind: "too_large" });
    const webhook = await readWebhook(body, request.headers.get("stripe-signature"));
    if (!webhook.ok) return webhook;
    try {
      await receiveWebhook(webhook.value);
    } catch (error) {
      log.warn({ requestId, event: webhook.value.id, ...describeFailure(error) }, "a webhook will be delivered again");
      return refuse({ kind: "unavailable" });
    }
    after(publishOutboxQuietly);
    return new Response(null, { status: 200 });
  },
);

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = only({ POST: receive });
