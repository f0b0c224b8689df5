import { after } from "next/server";
import { actingFan } from "@/lib/auth/visitor";
import { json } from "@/lib/core/http";
import { refuse } from "@/lib/core/result";
import { only, route } from "@/lib/core/route";
import { purchase } from "@/lib/orders/purchase";
import { purchaseRequest } from "@/lib/orders/purchase-request";
import { publishOutboxQuietly } from "@/lib/queue/publish-outbox";

const buy = route({ body: purchaseRequest }, async ({ request, body, bodyHash, idempotencyKey }) => {
  const fan = actingFan(request);
  if (!fan) return refuse({ kind: "unauthenticated" });
  const answer = await purchase({ ...body, fan, bodyHash, idempotencyKey });
  if ("problem" in answer) return { ok: false, problem: answer.problem };
  after(publishOutboxQuietly);
  if (answer.status === 201) return json({ order: answer.order }, { status: 201 });
  const { orderId, key, state, clientSecret } = answer;
  return json({ orderId, key, status: state, ...(clientSecret && { clientSecret }) }, { status: 202 });
});

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = only({ POST: buy });
