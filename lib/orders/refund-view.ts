import { z } from "zod";
import type { RefundRow } from "@/db/queries/refunds";

/** A refund as its organizer is told of it. */
export const refundView = z
  .object({
    id: z.uuid(),
    orderId: z.uuid(),
    status: z.enum(["pending", "succeeded", "failed"]).describe("A pending refund is decided; its money is under way."),
    amountCents: z.int().min(1),
    tickets: z.array(z.uuid()).describe("The tickets it ends."),
    returnUnits: z.boolean(),
    reason: z.string(),
    createdAt: z.iso.datetime(),
  })
  .meta({ id: "Refund" });

export function viewRefund(refund: RefundRow): z.output<typeof refundView> {
  const { id, orderId, status, amountCents, ticketIds, returnUnits, reason, createdAt } = refund;
  return {
    ...{ id, orderId, status, amountCents, tickets: ticketIds, returnUnits, reason },
    createdAt: createdAt.toISOString(),
  };
}
