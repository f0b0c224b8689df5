import { useTranslations } from "next-intl";
import type { BriefEvent } from "@/components/event/event-brief";
import { Poster } from "@/components/event/poster";
import { useEventWords } from "@/components/event/use-event-words";
import { FanAnchor } from "@/components/site/fan-link";

type Status = "pending" | "paid" | "expired" | "cancelled" | "refunded" | "partially_refunded" | "payment_failed";
export type ListedOrder = {
  id: string;
  key: string;
  status: Status;
  units: number;
  totalCents: number;
  currency: string;
  event: BriefEvent;
};

const looks: Partial<Record<Status, string>> = {
  paid: "text-good",
  pending: "text-accent-ink",
  payment_failed: "text-bad",
};

export function OrderCard({ order }: { order: ListedOrder }) {
  const t = useTranslations("account");
  const { event, totalCents } = order;
  const words = useEventWords(event);
  return (
    <article className="relative flex items-center gap-4 rounded-lg border border-line bg-surface p-3 hover:border-ink sm:gap-6">
      <div className="w-20 shrink-0 overflow-hidden rounded-sm">
        <Poster title={event.title} posterPath={event.posterPath} small />
      </div>
      <div className="flex min-w-0 flex-1 flex-col gap-1">
        <h3 className="text-base leading-tight tracking-tight">
          <FanAnchor
            href={`/orders/${order.id}?key=${order.key}`}
            className="underline-offset-4 after:absolute after:inset-0 hover:underline"
          >
            <bdi>{event.title}</bdi>
          </FanAnchor>
        </h3>
        <p className="font-semibold text-accent-ink text-sm">{words.moment(event.startsAt)}</p>
        <p className="text-muted text-sm">
          {t("units", { count: order.units })} · {words.price(totalCents)}
          {" · "}
          <span className={`font-semibold ${looks[order.status] ?? ""}`}>{t(`status.${order.status}`)}</span>
        </p>
      </div>
    </article>
  );
}
