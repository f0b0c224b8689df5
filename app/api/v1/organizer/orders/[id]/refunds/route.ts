import { after } from "next/server";
import { z } from "zod";
import { only, route } from "@/lib/core/route";
import { line } from "@/lib/core/text";
import { uuid } from "@/lib/core/uuid";
import { refund } from "@/lib/orders/refund";
import { refundView, viewRefund } from "@/lib/orders/refund-view";
import { publishOutboxQuietly } from "@/lib/queue/publish-outbox";
import { byKey, doer, eventParams, idFor, once } from "../../../by-key";

const body = z.object({
  tickets: z.array(uuid).max(50).optional(),
  amountCents: z.int().min(1).max(99_999_999).optional(),
  returnUnits: z.boolean().optional(),
  reason: line(500).optional(),
});

const give = route(
  {
    name: "refundOrder",
    summary: "Give money back",
    detail:
      "Named tickets end and their price is given back; an amount alone ends none; neither gives back the whole order. " +
      "The units go on sale again unless returnUnits is false.",
    admit: byKey("refunds:write"),
    idempotent: true,
    params: eventParams,
    body,
    answers: { 201: z.object({ refund: refundView }) },
    problems: ["not_found", "conflict", "invalid_request", "idempotency_mismatch"],
    example: { amountCents: 500, reason: "Goodwill" },
  },
  async (asking) =>
    once(asking, 201, async () => {
      const { body, params } = asking;
      const named = idFor("refund", asking, `${params.id}|${asking.bodyHash}`);
      const given = await refund({ ...doer(asking), ...body, ...named, orderId: params.id });
      if (!given.ok) return given;
      after(publishOutboxQuietly);
      return { ok: true, value: { refund: viewRefund(given.value) } };
    }),
);

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = only({ POST: give });
