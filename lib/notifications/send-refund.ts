import "server-only";
import { letterHead } from "@/db/queries/mails";
import { refundById } from "@/db/queries/refunds";
import { formatMoney } from "@/lib/core/money";
import { locale, mailTexts } from "@/lib/tickets/texts";
import { orderLink } from "./links";
import type { Mail } from "./mail";
import { rendered } from "./render";
import { sendOnce } from "./send-once";
import { RefundedMail } from "./templates/refunded";

async function notice(refundId: string): Promise<Mail | undefined> {
  const refund = await refundById(refundId);
  if (refund?.status !== "succeeded") return undefined;
  const head = await letterHead(refund.orderId);
  if (!head) return undefined;
  const { amountCents, ticketIds } = refund;
  const template = RefundedMail({
    head,
    refund: { amountCents, tickets: ticketIds.length },
    link: orderLink(refund.orderId),
  });
  return {
    to: head.order.buyerEmail,
    subject: mailTexts()("refunded.subject", { amount: formatMoney(amountCents, head.order.currency, locale) }),
    messageId: `refund.${refundId}`,
    ...(await rendered(template)),
  };
}

/** Tells the buyer that money is on its way back; before the refund succeeded it does nothing. Safe to repeat. */
export const sendRefund = (refundId: string): Promise<void> =>
  sendOnce("send-refund", refundId, () => notice(refundId));
