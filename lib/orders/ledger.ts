import type { ItemRow, LedgerLine } from "@/db/queries/payments";
import { invariant } from "@/lib/core/invariant";

/**
 * A capture in double entry: what the processor owes us (debit, positive) is what we owe the organizer, the tax
 * office and ourselves (credit, negative). Lines of nothing are left out.
 */
export function captureLines(items: Pick<ItemRow, "quantity" | "unitCents" | "feeCents" | "taxCents">[]): LedgerLine[] {
  const sum = (part: "unitCents" | "feeCents" | "taxCents") =>
    items.reduce((total, item) => total + item.quantity * item[part], 0);
  const credits: LedgerLine[] = [
    { account: "organizer_payable", amountCents: -sum("unitCents") },
    { account: "platform_fee", amountCents: -sum("feeCents") },
    { account: "tax", amountCents: -sum("taxCents") },
  ];
  const total = credits.reduce((rest, { amountCents }) => rest - amountCents, 0);
  const lines: LedgerLine[] = [{ account: "processor", amountCents: total }, ...credits];
  return lines.filter(({ amountCents }) => amountCents !== 0);
}

/**
 * Money sent back: the captured shares in proportion, the largest remainder to the organizer, so that the
 * parts always make the whole.
 */
export function refundLines(captured: LedgerLine[], amountCents: number): LedgerLine[] {
  const total = captured.find(({ account }) => account === "processor")?.amountCents ?? 0;
  invariant(total > 0 && amountCents <= total, "a refund is within what was captured");
  const share = (cents: number) => Number((BigInt(-cents) * BigInt(amountCents)) / BigInt(total));
  const others = captured
    .filter(({ account }) => account !== "processor" && account !== "organizer_payable")
    .map(({ account, amountCents: cents }) => ({ account, amountCents: share(cents) }));
  // Whole cents only: what rounding leaves is the organizer's.
  const rest = amountCents - others.reduce((sum, line) => sum + line.amountCents, 0);
  const lines: LedgerLine[] = [
    { account: "processor", amountCents: -amountCents },
    { account: "organizer_payable", amountCents: rest },
    ...others,
  ];
  return lines.filter((line) => line.amountCents !== 0);
}

export const reversed = (lines: LedgerLine[]) =>
  lines.map(({ account, amountCents }) => ({ account, amountCents: -amountCents }));
