import type { Fees, Tax } from "@/db/schema/events";
import { invariant } from "@/lib/core/invariant";
import { chargeStep } from "@/lib/core/money";
import type { Catalogue } from "@/lib/inventory/catalogue";
import type { HeldItem, Line } from "@/lib/inventory/hold";

type Terms = { currency: string; fees: Fees; taxes: Tax[] };

/** Half-up, to the step a card can be charged in. Percentages have at most 3 decimals, so milli-percent is exact. */
function percentOf(cents: number, percent: number, currency: string) {
  const step = chargeStep(currency);
  const scaled = BigInt(cents) * BigInt(Math.round(percent * 1000));
  const unit = BigInt(step) * 100_000n;
  return Number((scaled * 2n + unit) / (unit * 2n)) * step;
}

/**
 * What is added to the price of one unit: percent fees on the price, taxes on price + fee, each rounded half-up.
 * Included fees and taxes are inside the price and add nothing. A free ticket carries no fee.
 */
export function priceUnit(priceCents: number, { currency, fees, taxes }: Terms) {
  const feeCents =
    fees.included || priceCents === 0 ? 0 : fees.fixedCents + percentOf(priceCents, fees.percent, currency);
  const taxCents = taxes
    .filter((tax) => !tax.included)
    .reduce((sum, tax) => sum + percentOf(priceCents + feeCents, tax.percent, currency), 0);
  return { unitCents: priceCents, feeCents, taxCents };
}

export const totalOf = (items: HeldItem[]) =>
  items.reduce((sum, item) => sum + item.quantity * (item.unitCents + item.feeCents + item.taxCents), 0);

/** The price a hold is shown and later charged at, from the catalogue it was made under. */
export function priceLines(catalogue: Catalogue, lines: Line[]): { items: HeldItem[]; totalCents: number } {
  const items = lines.map(({ ticketTypeId, quantity }) => {
    const type = catalogue.types.find((each) => each.id === ticketTypeId);
    invariant(type, "a line names a ticket type of its catalogue");
    return { ticketTypeId, quantity, ...priceUnit(type.priceCents, catalogue) };
  });
  return { items, totalCents: totalOf(items) };
}
