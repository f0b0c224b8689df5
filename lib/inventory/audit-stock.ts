import { ownedStock } from "@/db/queries/stock";
import { statusesOfHolds } from "@/db/queries/undecided";
import { type Witness, witnessOf } from "@/db/queries/witnesses";
import { durations } from "@/lib/core/durations";
import { compareStock, type StockFinding } from "./compare-stock";
import { inspect, type SeenStock } from "./inspect";

export type StockAudit = {
  findings: StockFinding[];
  /** What Redis had; undefined while it has nothing of the event, or too much to read at once. */
  seen: Pick<SeenStock, "generation" | "changes" | "mended" | "nowMs"> | undefined;
  before: Witness | undefined;
};

/**
 * One event's stock: the witness first, then Redis, then Postgres, so that nothing older is compared with something
 * newer. Changes nothing. Throws when a store is away.
 */
export async function auditStock(eventId: string): Promise<StockAudit> {
  const before = await witnessOf(eventId, durations.auditApartMs);
  const inspection = await inspect(eventId);
  if (inspection.kind !== "stock") return { findings: [], seen: undefined, before };
  const { stock } = inspection;
  const lost = before && rolledBack(stock, before);
  if (lost) return { findings: [lost], seen: stock, before };
  const owned = await ownedStock(eventId, durations.returnsRememberedMs);
  if (!owned) return { findings: [], seen: stock, before };
  const holdIds = stock.holds.map(({ holdId }) => holdId);
  const rows = holdIds.length > 0 ? await statusesOfHolds(holdIds) : [];
  const statuses = new Map(rows.map(({ holdId, status }) => [holdId, status]));
  return { findings: compareStock(stock, owned, statuses), seen: stock, before };
}

/** Nothing but a lost write makes less of what was seen before: one reading is proof. */
function rolledBack({ generation, changes }: SeenStock, before: Witness): StockFinding | undefined {
  const less = generation < before.generation || (generation === before.generation && changes < before.changes);
  if (!less) return undefined;
  return {
    check: "rolled_back",
    subject: `${generation}/${changes}`,
    detail: `Redis had ${before.generation}/${before.changes} before`,
    certain: true,
    repair: { kind: "rebuild" },
  };
}
