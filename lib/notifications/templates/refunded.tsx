import type { LetterHead } from "@/db/queries/mails";
import { formatMoney } from "@/lib/core/money";
import { eventTime } from "@/lib/tickets/event-time";
import { orderNumber } from "@/lib/tickets/order-number";
import { locale, mailTexts } from "@/lib/tickets/texts";
import { EventHead } from "./event-head";
import { Action, Layout, Small, Words } from "./layout";

type Props = { head: LetterHead; refund: { amountCents: number; tickets: number }; link: string };

export function RefundedMail({ head: { order, event }, refund, link }: Props) {
  const text = mailTexts();
  const money = (cents: number) => formatMoney(cents, order.currency, locale);
  const { day } = eventTime(event);
  return (
    <Layout
      preview={text("refunded.preview", { event: event.title })}
      title={text("refunded.title", { amount: money(refund.amountCents) })}
      head={<EventHead event={event} above={day} />}
      footer={text("why", { number: orderNumber(order.id) })}
    >
      <Words>{text("greeting", { name: order.buyerName })}</Words>
      <Words>{text("refunded.lead", { event: event.title, day })}</Words>
      <Words>{text("refunded.tickets", { count: refund.tickets })}</Words>
      <Action href={link}>{text("refunded.open")}</Action>
      <Small>{text("refunded.left", { total: money(order.totalCents), refunded: money(order.refundedCents) })}</Small>
    </Layout>
  );
}
