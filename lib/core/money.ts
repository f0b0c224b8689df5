import { isolated } from "./isolated";
import { directionOf, languageOf } from "./languages";

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
  const amount = cents / 10 ** fractionDigits(currency);
  if (directionOf[languageOf(locale)] === "ltr") return format.format(amount);
  // `UK£` is read from the left, also among what is read from the right.
  const parts = format.formatToParts(amount);
  return parts.map(({ type, value }) => (type === "currency" ? isolated(value) : value)).join("");
}

/** The smallest step a card can be charged in: Stripe wants three-decimal amounts to end in 0. */
export const chargeStep = (currency: string) => (fractionDigits(currency) === 3 ? 10 : 1);

const amountShape = /^(\d{1,9})(?:[.,](\d{1,3}))?$/;

/**
 * An amount as people write it, "12.50" or "12,50", in the smallest unit. Undefined for what is no amount of this
 * currency: more digits than it has, or groups of thousands, which read differently from country to country.
 */
export function parseMoney(text: string, currency: string): number | undefined {
  const [, whole, fraction = ""] = amountShape.exec(text.trim()) ?? [];
  const places = fractionDigits(currency);
  if (whole === undefined || fraction.length > places) return undefined;
  return Number(`${whole}${fraction.padEnd(places, "0")}`);
}

/** The same amount as `parseMoney` reads it. */
export function writeMoney(cents: number, currency: string): string {
  const places = fractionDigits(currency);
  return (cents / 10 ** places).toFixed(places);
}
