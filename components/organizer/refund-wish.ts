import { fractionDigits } from "@/lib/core/money";

export type RefundKind = "whole" | "chosen" | "amount";
export type RefundChoice = { kind: RefundKind; chosen: readonly string[]; amount: string };
export type Refundable = {
  leftCents: number;
  currency: string;
  tickets: { id: string; worthCents: number; refundable: boolean }[];
};

/** What was typed in the currency's own unit, as its smallest unit; undefined for what is no amount. */
export function centsOf(typed: string, currency: string): number | undefined {
  const digits = fractionDigits(currency);
  const [, whole, part = ""] = /^(\d{1,9})(?:[.,](\d*))?$/.exec(typed.trim()) ?? [];
  if (whole === undefined || part.length > digits) return undefined;
  return Number(whole) * 10 ** digits + Number(part.padEnd(digits, "0") || "0");
}

/** What the buyer would get back; undefined while the choice is not one that can be made. */
export function refundCents({ kind, chosen, amount }: RefundChoice, order: Refundable): number | undefined {
  const cents = {
    whole: () => order.leftCents,
    chosen: () =>
      order.tickets.filter(({ id }) => chosen.includes(id)).reduce((sum, { worthCents }) => sum + worthCents, 0),
    amount: () => centsOf(amount, order.currency) ?? 0,
  }[kind]();
  return cents > 0 && cents <= order.leftCents ? cents : undefined;
}
