import { ownedStock } from "@/db/queries/stock";
import { statusesOf } from "@/db/queries/undecided";
import { durations } from "@/lib/core/durations";
import { compareStock, type StockFinding } from "./compare-stock";
import { inspect } from "./inspect";

/** One event's stock: Redis first, then Postgres. Changes nothing. Throws when a store is away. */
export async function auditStock(eventId: string): Promise<StockFinding[]> {
  const inspection = await inspect(eventId);
  if (inspection.kind !== "stock") return [];
  const { stock } = inspection;
  const owned = await ownedStock(eventId, durations.returnsRememberedMs);
  if (!owned) return [];
  const orderIds = stock.holds.flatMap(({ orderId }) => orderId ?? []);
  const rows = orderIds.length > 0 ? await statusesOf(orderIds) : [];
  return compareStock(stock, owned, new Map(rows.map(({ id, status }) => [id, status])));
}
