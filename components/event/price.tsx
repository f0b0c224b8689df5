import { useLocale, useTranslations } from "next-intl";
import { formatMoney } from "@/lib/core/money";

type Amounts = { priceCents: number; feeCents: number; taxCents: number; totalCents: number };

/** What one ticket costs with everything in it, and under it what that is made of. */
export function Price({ amounts, currency }: { amounts: Amounts; currency: string }) {
  const t = useTranslations("price");
  const locale = useLocale();
  const { priceCents, feeCents, taxCents, totalCents } = amounts;
  const say = (cents: number) => formatMoney(cents, currency, locale);
  const parts = { price: say(priceCents), fee: say(feeCents), tax: say(taxCents) };
  return (
    <p className="max-w-[45%] shrink-0 text-end sm:max-w-none">
      <span className="block font-extrabold text-lg tabular-nums leading-tight">
        {totalCents === 0 ? t("free") : say(totalCents)}
      </span>
      {feeCents + taxCents > 0 && (
        <span className="text-muted text-xs">
          {feeCents > 0 && taxCents > 0 && t("plusFeeTax", parts)}
          {feeCents > 0 && taxCents === 0 && t("plusFee", parts)}
          {feeCents === 0 && taxCents > 0 && t("plusTax", parts)}
        </span>
      )}
    </p>
  );
}
