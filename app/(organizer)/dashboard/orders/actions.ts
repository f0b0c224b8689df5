"use server";

import { after } from "next/server";
import { z } from "zod";
import { permittedAction } from "@/lib/auth/permitted-action";
import { ok, type Result, refuse } from "@/lib/core/result";
import { line } from "@/lib/core/text";
import { uuid } from "@/lib/core/uuid";
import { type RefundProblem, refund } from "@/lib/orders/refund";
import { resendTickets } from "@/lib/orders/resend-tickets";
import { publishOutboxQuietly } from "@/lib/queue/publish-outbox";

const refundInput = z.object({
  orderId: uuid,
  /** The dialog's own name for it: sent twice, it is one refund. */
  refundId: uuid,
  tickets: z.array(uuid).min(1).max(50).optional(),
  amountCents: z.int().min(1).max(99_999_999).optional(),
  returnUnits: z.boolean(),
  reason: line(500),
});

type Refused = RefundProblem | { kind: "refund_failed" };
type Refunded = Result<{ amountCents: number; status: "pending" | "succeeded" }, Refused>;

const refundFor = permittedAction("refunds:write", refundInput, async (input, by): Promise<Refunded> => {
  const given = await refund({ ...by, ...input });
  if (!given.ok) return given;
  after(publishOutboxQuietly);
  if (given.value.status === "failed") return refuse({ kind: "refund_failed" });
  return ok({ amountCents: given.value.amountCents, status: given.value.status });
});
/** Gives money back: the whole order, chosen tickets, or an amount. */
export const refundOrder = async (shownId: string, raw: z.input<typeof refundInput>) => refundFor(raw, shownId);

const resendInput = z.object({ orderId: uuid, resendId: uuid });

const resendFor = permittedAction("orders:resend", resendInput, async (input, by) => {
  const sent = await resendTickets({ ...by, ...input });
  if (!sent.ok) return sent;
  after(publishOutboxQuietly);
  return sent;
});
/** Mails the buyer their tickets once more. */
export const sendAgain = async (shownId: string, raw: z.input<typeof resendInput>) => resendFor(raw, shownId);
