import type { LetterHead } from "@/db/queries/mails";
import { eventTime } from "@/lib/tickets/event-time";
import { orderNumber } from "@/lib/tickets/order-number";
import { mailTexts } from "@/lib/tickets/texts";
import { EventHead } from "./event-head";
import { Action, Layout, Words } from "./layout";

export function PaymentFailedMail({ head: { order, event }, link }: { head: LetterHead; link: string }) {
  const text = mailTexts();
  const { day } = eventTime(event);
  return (
    <Layout
      preview={text("paymentFailed.preview")}
      title={text("paymentFailed.title")}
      head={<EventHead event={event} above={day} />}
      footer={text("why", { number: orderNumber(order.id) })}
    >
      <Words>{text("greeting", { name: order.buyerName })}</Words>
      <Words>{text("paymentFailed.lead", { event: event.title, day })}</Words>
      <Words>{text("paymentFailed.again")}</Words>
      <Action href={link}>{text("paymentFailed.open")}</Action>
    </Layout>
  );
}
