import { useTranslations } from "next-intl";
import { Badge } from "@/components/ui/badge";
import { Card } from "@/components/ui/card";
import { formatMoney } from "@/lib/core/money";

type Item = {
  ticketTypeId: string;
  name: string;
  quantity: number;
  unitCents: number;
  feeCents: number;
  taxCents: number;
};
type Ticket = {
  id: string;
  name: string;
  unit: number;
  attendeeName: string;
  status: "claimed" | "valid" | "checked_in" | "void";
};
type Props = {
  order: { totalCents: number; refundedCents: number; currency: string };
  items: Item[];
  tickets: Ticket[];
};

/** What was bought, for how much, and what became of each ticket. */
export function OrderParts({ order, items, tickets }: Props) {
  const t = useTranslations("orders");
  const money = (cents: number) => formatMoney(cents, order.currency, "en-GB");
  const { totalCents, refundedCents } = order;
  const sums: [string, number][] = [[t("sum"), totalCents]];
  if (refundedCents > 0) sums.push([t("given"), -refundedCents], [t("kept"), totalCents - refundedCents]);
  return (
    <Card title={t("items")}>
      <ul className="flex flex-col gap-2">
        {items.map((item) => (
          <ItemLine key={item.ticketTypeId} item={item} money={money} />
        ))}
      </ul>
      <dl className="flex flex-col gap-1 border-line border-t pt-3 tabular-nums">
        {sums.map(([name, cents]) => (
          <div key={name} className="flex justify-between gap-4 last:font-extrabold">
            <dt>{name}</dt>
            <dd>{money(cents)}</dd>
          </div>
        ))}
      </dl>
      {tickets.length > 0 && (
        <ul aria-label={t("tickets")} className="grid gap-2 border-line border-t pt-4 sm:grid-cols-2">
          {tickets.map(({ id, name, unit, attendeeName, status }) => (
            <li key={id} className="flex items-center justify-between gap-3 rounded-md bg-sunken px-3 py-2 text-sm">
              <span className="min-w-0">
                <span className="block truncate font-semibold">{attendeeName || name}</span>
                <span className="block truncate text-muted text-xs">
                  {attendeeName && `${name} · `}
                  {t("unit", { unit })}
                </span>
              </span>
              <Badge tone={status === "valid" ? "good" : "plain"}>{t(`ticketStatus.${status}`)}</Badge>
            </li>
          ))}
        </ul>
      )}
    </Card>
  );
}

function ItemLine({ item, money }: { item: Item; money: (cents: number) => string }) {
  const t = useTranslations("orders");
  const { name, quantity, unitCents, feeCents, taxCents } = item;
  const extra = feeCents + taxCents;
  return (
    <li className="flex items-baseline justify-between gap-4">
      <span className="min-w-0 break-words">
        <span className="font-semibold">
          {quantity} × {name}
        </span>
        <span className="block text-muted text-xs">
          {extra > 0 ? t("perUnit", { price: money(unitCents), fees: money(extra) }) : money(unitCents)} {t("each")}
        </span>
      </span>
      <span className="shrink-0 tabular-nums">{money(quantity * (unitCents + extra))}</span>
    </li>
  );
}
