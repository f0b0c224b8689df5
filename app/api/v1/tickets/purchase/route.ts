import { after } from "next/server";
import { z } from "zod";
import { actingFan } from "@/lib/auth/visitor";
import { json } from "@/lib/core/http";
import { refuse } from "@/lib/core/result";
import { only, route } from "@/lib/core/route";
import { sample } from "@/lib/core/sample";
import { eventOfHold } from "@/lib/inventory/hold-id";
import { orderView } from "@/lib/orders/order-view";
import { purchase } from "@/lib/orders/purchase";
import { purchaseRequest } from "@/lib/orders/purchase-request";
import { publishOutboxQuietly } from "@/lib/queue/publish-outbox";
import { limit } from "@/lib/rate-limit/limit";
import { networkOf } from "@/lib/rate-limit/network";
import { endSession } from "@/lib/waiting-room/keep-session";
import { livePass } from "@/lib/waiting-room/own-pass";

const underWay = z.object({
  orderId: z.uuid(),
  key: z.string(),
  status: z.enum(["requires_action", "processing"]),
  clientSecret: z.string().optional().describe("With requires_action: what Stripe.js needs to ask the fan's bank."),
});

const buy = route(
  {
    name: "purchaseTickets",
    summary: "Pay for a hold",
    detail:
      "Send the same request again after a 202 or a 5xx: it continues. Another card is another Idempotency-Key. " +
      "Without a key, the hold and the payment token make one. A free hold needs no payment.",
    by: ["fan"],
    idempotent: true,
    body: purchaseRequest,
    answers: { 201: z.object({ order: orderView }), 202: underWay },
    problems: [
      "invalid_request",
      "unauthenticated",
      "payment_declined",
      "not_found",
      "sold_out",
      "seats_taken",
      "limit_exceeded",
      "not_on_sale",
      "conflict",
      "hold_expired",
      "idempotency_mismatch",
      "rate_limited",
    ],
    example: {
      holdId: sample.HOLD,
      buyer: { name: "Ada Fan", email: "ada@example.com" },
      payment: { paymentMethod: "pm_card_visa" },
    },
  },
  async ({ request, body, bodyHash, idempotencyKey }) => {
    const fan = actingFan(request);
    if (!fan) return refuse({ kind: "unauthenticated" });
    const counted = await limit("purchase", { fan, network: networkOf(request.headers) });
    if (!counted.ok) return counted;
    const pass = await livePass(eventOfHold(body.holdId) ?? "", fan);
    const answer = await purchase({ ...body, fan, bodyHash, idempotencyKey });
    if ("problem" in answer) return { ok: false, problem: answer.problem };
    after(publishOutboxQuietly);
    if (answer.status === 201) {
      after(() => endSession(pass));
      return json({ order: answer.order }, { status: 201 });
    }
    const { orderId, key, state, clientSecret } = answer;
    return json({ orderId, key, status: state, ...(clientSecret && { clientSecret }) }, { status: 202 });
  },
);

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = only({ POST: buy });
