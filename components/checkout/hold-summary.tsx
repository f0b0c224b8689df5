import { useLocale, useTranslations } from "next-intl";
import { type SeatPlace, useSeatWords } from "@/components/event/use-seat-words";
import { isolated } from "@/lib/core/isolated";
import { formatMoney } from "@/lib/core/money";

export type SummaryItem = {
  ticketTypeId: string;
  name: string;
  quantity: number;
  unitCents: number;
  feeCents: number;
  taxCents: number;
  seats?: SeatPlace[];
};

type Props = { items: SummaryItem[]; totalCents: number; currency: string };

const sumOf = (items: SummaryItem[], each: (item: SummaryItem) => number) =>
  items.reduce((sum, item) => sum + item.quantity * each(item), 0);

/** What is bought, what is added to it, and what it comes to: every figure from the hold or the order. */
export function HoldSummary({ items, totalCents, currency }: Props) {
  const t = useTranslations("checkout");
  const price = useTranslations("price");
  const locale = useLocale();
  const seatOf = useSeatWords();
  const say = (cents: number) => (cents === 0 ? price("free") : formatMoney(cents, currency, locale));
  const added = [
    [t("fees"), sumOf(items, ({ feeCents }) => feeCents)],
    [t("taxes"), sumOf(items, ({ taxCents }) => taxCents)],
  ] as const;
  return (
    <dl className="flex flex-col gap-2 text-sm tabular-nums">
      {items.map((item) => (
        <div key={item.ticketTypeId} className="flex justify-between gap-4">
          <dt className="min-w-0">
            {t("line", { quantity: item.quantity, name: isolated(item.name) })}
            {item.seats?.map((seat) => (
              <span key={seat.id} className="block font-semibold">
                {seatOf(seat)}
              </span>
            ))}
          </dt>
          <dd>{say(item.quantity * item.unitCents)}</dd>
        </div>
      ))}
      {added
        .filter(([, cents]) => cents > 0)
        .map(([word, cents]) => (
          <div key={word} className="flex justify-between gap-4 text-muted">
            <dt>{word}</dt>
            <dd>{say(cents)}</dd>
          </div>
        ))}
      <div className="flex justify-between gap-4 border-line border-t pt-3 font-extrabold text-lg">
        <dt>{t("total")}</dt>
        <dd>{say(totalCents)}</dd>
      </div>
    </dl>
  );
}
