import { useLocale, useTranslations } from "next-intl";
import { useEventWords } from "@/components/event/use-event-words";
import { MailAgain } from "@/components/order/mail-again";
import { OrderWatch } from "@/components/order/order-watch";
import { FanAnchor } from "@/components/site/fan-link";
import { buttonClass } from "@/components/ui/button-class";
import { Notice } from "@/components/ui/notice";
import { isolated } from "@/lib/core/isolated";
import { languageOf } from "@/lib/core/languages";
import type { EventView } from "@/lib/events/event-view";
import type { OrderView } from "@/lib/orders/order-view";
import { writeWanted } from "../../wanted-tickets";
import { sendAgain } from "./actions";

type Props = { order: OrderView; event: EventView; resendId: string };

/** What became of the order, of its tickets and of the money, and what to do now. */
export function OrderState({ order, event, resendId }: Props) {
  const t = useTranslations("order");
  const words = useEventWords(event);
  switch (order.status) {
    case "paid":
    case "partially_refunded":
      return <Paid order={order} event={event} resendId={resendId} />;
    case "pending":
      return (
        <Ended title={t("pending.title")} text={t("pending.text")}>
          <OrderWatch />
          <p className="flex items-center gap-3 font-semibold">
            <span aria-hidden="true" className="size-3 animate-pulse rounded-full bg-accent" />
            {t("pending.watching")}
          </p>
        </Ended>
      );
    case "expired":
      return (
        <Ended title={t("expired.title")} text={t("expired.text")}>
          <FanAnchor href={`/events/${event.slug}/pick?tickets=${writeWanted(order.items)}`} className={buttonClass()}>
            {t("pick")}
          </FanAnchor>
        </Ended>
      );
    case "refunded":
      return (
        <Ended
          title={t("refundedState.title")}
          text={t("refundedState.text", { amount: words.price(order.refundedCents) })}
        />
      );
    case "cancelled":
    case "payment_failed":
      return <Ended title={t(`${order.status}.title`)} text={t(`${order.status}.text`)} />;
  }
}

function Ended({ title, text, children }: { title: string; text: string; children?: React.ReactNode }) {
  return (
    <div role="status" className="flex max-w-2xl flex-col items-start gap-4">
      <h1 className="text-2xl">{title}</h1>
      <p className="text-lg text-muted">{text}</p>
      {children}
    </div>
  );
}

function Paid({ order, event, resendId }: Props) {
  const t = useTranslations("order");
  const words = useEventWords(event);
  const language = languageOf(useLocale());
  const { id, key, buyer, refundedCents } = order;
  const file = (name: string) => `/api/v1/orders/${id}/${name}?key=${key}`;
  return (
    <div className="flex flex-col items-start gap-4">
      <h1 className="font-black text-3xl">{t("paidTitle")}</h1>
      <p className="max-w-[52ch] break-words text-lg text-muted">{t("sentTo", { email: isolated(buyer.email) })}</p>
      {refundedCents > 0 && <Notice>{t("partial", { amount: words.price(refundedCents) })}</Notice>}
      {event.status === "cancelled" && <Notice tone="bad">{t("eventCancelled")}</Notice>}
      <div className="flex flex-wrap gap-3">
        <a href={file("tickets.pdf")} download className={buttonClass()}>
          {t("pdf")}
        </a>
        <a href={file("calendar.ics")} download className={buttonClass("quiet")}>
          {t("calendar")}
        </a>
      </div>
      <MailAgain
        send={sendAgain.bind(null, { orderId: id, key, resendId, language })}
        texts={{ send: t("mail.send"), sending: t("mail.sending") }}
      />
    </div>
  );
}
