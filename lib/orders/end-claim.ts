import type { Transaction } from "@/db/client";
import { limitedTypes, type OrderRow, uncountUnits } from "@/db/queries/claims";
import { voidTickets } from "@/db/queries/payments";
import type { HeldUnit } from "@/lib/inventory/hold";
import { customersOf, unitsByType } from "./customers";

/**
 * Inside the transaction that ends it: the order's tickets (all, or these) are void, their units free in Postgres,
 * the customer's counts lowered. Answers with the units that became free.
 */
export async function endClaim(tx: Transaction, order: OrderRow, ticketIds?: string[]): Promise<HeldUnit[]> {
  const ended = await voidTickets(tx, order.id, ticketIds);
  const counts = unitsByType(ended);
  const limited = await limitedTypes(
    tx,
    counts.map(({ ticketTypeId }) => ticketTypeId),
  );
  for (const { id } of limited) {
    const units = counts.find(({ ticketTypeId }) => ticketTypeId === id)?.count ?? 0;
    for (const customer of customersOf(order)) await uncountUnits(tx, { ticketTypeId: id, customer, units });
  }
  return ended.map(({ ticketTypeId, poolId, unit, typeUnit }) => ({
    ticketTypeId: ticketTypeId ?? "",
    poolId,
    unit,
    ...(typeUnit !== null && { typeUnit }),
  }));
}
