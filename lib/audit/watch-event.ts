import { rememberStock } from "@/db/queries/witnesses";
import { nameOf } from "@/lib/core/finding";
import { log } from "@/lib/core/log";
import { auditStock } from "@/lib/inventory/audit-stock";
import type { StockFinding } from "@/lib/inventory/compare-stock";
import { repairStock } from "./repair-stock";

const suspectsMax = 1000;

/**
 * One pass over an event's stock: what this pass and one at least `auditApartMs` before both name is repaired; what
 * only this one names is kept in mind for the next. Answers with what was certain.
 */
export async function watchEvent(eventId: string): Promise<StockFinding[]> {
  const { findings, seen, before } = await auditStock(eventId);
  const suspected = new Set(before?.ripe ? before.suspects : []);
  const certain = findings.filter((finding) => finding.certain || suspected.has(nameOf(finding)));
  for (const { check, subject, detail, repair } of certain)
    log.error({ eventId, check, subject, detail, repair: repair?.kind ?? "none" }, "inventory was wrong");
  if (seen && certain.length > 0) await repairStock(eventId, seen, certain);
  const suspects = findings.map(nameOf).slice(0, suspectsMax);
  await rememberStock(seen, eventId, before && !before.ripe ? undefined : suspects);
  return certain;
}
