import { after } from "next/server";
import { z } from "zod";
import { only, route } from "@/lib/core/route";
import { resendTickets } from "@/lib/orders/resend-tickets";
import { publishOutboxQuietly } from "@/lib/queue/publish-outbox";
import { byKey, doer, eventParams, idFor, once } from "../../../by-key";

const resend = route(
  {
    name: "resendTickets",
    summary: "Mail the tickets once more",
    detail: "To the buyer's address, at most three times an hour.",
    admit: byKey("orders:resend"),
    idempotent: true,
    params: eventParams,
    answers: { 202: z.object({ resendId: z.uuid() }) },
    problems: ["not_found", "conflict", "rate_limited", "idempotency_mismatch"],
  },
  async (asking) =>
    once(asking, 202, async () => {
      const { params } = asking;
      const named = idFor("resend", asking, params.id);
      const sent = await resendTickets({ ...doer(asking), ...named, orderId: params.id });
      if (sent.ok) after(publishOutboxQuietly);
      return sent;
    }),
);

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = only({ POST: resend });
