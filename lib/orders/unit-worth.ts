import type { ItemRow } from "@/db/queries/payments";

/** What one ticket of a type cost with its fee and tax: what a refund of that ticket gives back. */
export function unitWorth(
  items: Pick<ItemRow, "ticketTypeId" | "unitCents" | "feeCents" | "taxCents">[],
  typeId: string | null,
) {
  const item = items.find(({ ticketTypeId }) => ticketTypeId === typeId);
  return item ? item.unitCents + item.feeCents + item.taxCents : 0;
}
