import "server-only";
import { letterHead } from "@/db/queries/mails";
import { mailTexts } from "@/lib/tickets/texts";
import { eventLink } from "./links";
import type { Mail } from "./mail";
import { rendered } from "./render";
import { sendOnce } from "./send-once";
import { PaymentFailedMail } from "./templates/payment-failed";

async function notice(orderId: string): Promise<Mail | undefined> {
  const head = await letterHead(orderId);
  if (head?.order.status !== "payment_failed") return undefined;
  return {
    to: head.order.buyerEmail,
    subject: mailTexts()("paymentFailed.subject", { event: head.event.title }),
    messageId: `payment-failed.${orderId}`,
    ...(await rendered(PaymentFailedMail({ head, link: eventLink(head.event.slug) }))),
  };
}

/** Tells the buyer that the order ended and no money was taken. Safe to repeat. */
export const sendPaymentFailed = (orderId: string): Promise<void> =>
  sendOnce("send-payment-failed", orderId, () => notice(orderId));
