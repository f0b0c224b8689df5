import { badParameter } from "./errors";

/** Smallest charge per currency, in its smallest unit: https://docs.stripe.com/currencies#minimum-and-maximum-charge-amounts */
const minimums: Record<string, number> = {
  usd: 50,
  aed: 200,
  aud: 50,
  brl: 50,
  cad: 50,
  chf: 50,
  czk: 1500,
  dkk: 250,
  eur: 50,
  gbp: 30,
  hkd: 400,
  huf: 17500,
  inr: 50,
  jpy: 50,
  mxn: 1000,
  myr: 200,
  nok: 300,
  nzd: 50,
  pln: 200,
  ron: 200,
  sek: 300,
  sgd: 50,
  thb: 1000,
};
const others = [
  "ars",
  "bgn",
  "bhd",
  "clp",
  "cop",
  "idr",
  "ils",
  "isk",
  "jod",
  "krw",
  "kwd",
  "omr",
  "pen",
  "php",
  "sar",
  "tnd",
  "try",
  "twd",
  "uah",
  "ugx",
  "uyu",
  "vnd",
  "xof",
  "zar",
];
const zeroDecimal = new Set(["clp", "jpy", "krw", "vnd", "xof"]);
const threeDecimal = new Set(["bhd", "jod", "kwd", "omr", "tnd"]);
/** Counted in hundredths by Stripe although nobody pays any: https://docs.stripe.com/currencies#special-cases */
const wholeHundreds = new Set(["isk", "ugx"]);
const amountMax = 99_999_999;

export function checkCurrency(given: string): string {
  const currency = given.toLowerCase();
  if (currency in minimums || others.includes(currency)) return currency;
  const known = [...Object.keys(minimums), ...others].join(", ");
  throw badParameter(`Invalid currency: ${currency}. Stripe currently supports these currencies: ${known}`, {
    param: "currency",
  });
}

export function checkAmount(amount: number, currency: string): number {
  const refuse = (code: string, message: string) => badParameter(message, { code, param: "amount" });
  if (amount < 1) throw refuse("parameter_invalid_integer", "This value must be greater than or equal to 1.");
  const minimum = minimums[currency] ?? 1;
  if (amount < minimum) {
    throw refuse("amount_too_small", `Amount must be at least ${money(minimum, currency)} ${currency}`);
  }
  if (amount > amountMax) {
    throw refuse("amount_too_large", `Amount must be no more than ${money(amountMax, currency)} ${currency}`);
  }
  const step = threeDecimal.has(currency) ? 10 : wholeHundreds.has(currency) ? 100 : 1;
  if (amount % step !== 0) {
    throw refuse("invalid_charge_amount", `Amounts in ${currency} must be divisible by ${step}.`);
  }
  return amount;
}

export function money(amount: number, currency: string): string {
  const digits = zeroDecimal.has(currency) ? 0 : threeDecimal.has(currency) ? 3 : 2;
  const format = { style: "currency", currency, minimumFractionDigits: digits, maximumFractionDigits: digits } as const;
  return new Intl.NumberFormat("en", format).format(amount / 10 ** digits);
}
