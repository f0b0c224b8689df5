import { useTranslations } from "next-intl";
import { useEventWords } from "./use-event-words";

type Props = { event: { timezone: string; currency: string; ticketTypes: { totalCents: number }[] } };

/** "from" the cheapest; where some tickets are free and others not, both ends are told. Fees and taxes are in it. */
export function PriceRange({ event }: Props) {
  const t = useTranslations("price");
  const words = useEventWords(event);
  const totals = event.ticketTypes.map(({ totalCents }) => totalCents);
  const [least, most] = [Math.min(...totals), Math.max(...totals)];
  if (most === 0) return t("free");
  if (least === most) return words.price(most);
  return least === 0 ? t("freeTo", { price: words.price(most) }) : t("from", { price: words.price(least) });
}
