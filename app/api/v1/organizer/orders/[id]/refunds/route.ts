import { after } from "next/server";
import { z } from "zod";
import { only, route } from "@/lib/core/route";
import { line } from "@/lib/core/text";
import { uuid } from "@/lib/core/uuid";
import { refund } from "@/lib/orders/refund";
import { publishOutboxQuietly } from "@/lib/queue/publish-outbox";
import { byKey, doer, eventParams, idFor, once } from "../../../by-key";

const body = z.object({
  tickets: z.array(uuid).max(50).optional(),
  amountCents: z.int().min(1).max(99_999_999).optional(),
  returnUnits: z.boolean().optional(),
  reason: line(500).optional(),
});

const give = route({ admit: byKey("refunds:write"), params: eventParams, body }, async (asking) =>
  once(asking, 201, async () => {
    const { body, params } = asking;
    const named = idFor("refund", asking, `${params.id}|${asking.bodyHash}`);
    const given = await refund({ ...doer(asking), ...body, ...named, orderId: params.id });
    if (!given.ok) return given;
    after(publishOutboxQuietly);
    const { id, orderId, status, amountCents, ticketIds, returnUnits, reason, createdAt } = given.value;
    return {
      ok: true,
      value: { refund: { id, orderId, status, amountCents, tickets: ticketIds, returnUnits, reason, createdAt } },
    };
  }),
);

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = only({ POST: give });
