/** An amount in the smallest unit of its currency (ISO 4217), as an integer. */
export type Money = { cents: number; currency: string };

/** Digits after the point: 2 for EUR, 0 for JPY, 3 for KWD, from the runtime's CLDR data. */
export function fractionDigits(currency: string): number {
  const format = new Intl.NumberFormat("en", { style: "currency", currency });
  return format.resolvedOptions().maximumFractionDigits ?? 2;
}

export function formatMoney({ cents, currency }: Money, locale = "en"): string {
  const format = new Intl.NumberFormat(locale, { style: "currency", currency });
  return format.format(cents / 10 ** fractionDigits(currency));
}
