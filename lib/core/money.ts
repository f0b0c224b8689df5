const digits = new Map<string, number>();
// There are some 180 currencies.
const digitsMax = 500;

/** Digits after the point: 2 for EUR, 0 for JPY, 3 for KWD, from the runtime's CLDR data. */
export function fractionDigits(currency: string): number {
  const known = digits.get(currency);
  if (known !== undefined) return known;
  const format = new Intl.NumberFormat("en", { style: "currency", currency });
  const found = format.resolvedOptions().maximumFractionDigits ?? 2;
  if (digits.size >= digitsMax) digits.clear();
  digits.set(currency, found);
  return found;
}

/** `cents` are the smallest unit of the currency (ISO 4217), whatever its name. */
export function formatMoney(cents: number, currency: string, locale = "en"): string {
  const format = new Intl.NumberFormat(locale, { style: "currency", currency });
  return format.format(cents / 10 ** fractionDigits(currency));
}

/** The smallest step a card can be charged in: Stripe wants three-decimal amounts to end in 0. */
export const chargeStep = (currency: string) => (fractionDigits(currency) === 3 ? 10 : 1);
