import { lift } from "@/lib/inventory/cap";
import type { StockFinding, StockRepair } from "@/lib/inventory/compare-stock";
import { giveBack } from "@/lib/inventory/give-back";
import { mend, type Seen } from "@/lib/inventory/mend";
import { rebuild } from "@/lib/inventory/rebuild";
import { reload } from "@/lib/inventory/reload";
import { setPaused } from "@/lib/inventory/set-paused";
import { unblock } from "@/lib/inventory/unblock";
import { sweepEvent } from "@/lib/orders/sweep-holds";
import { payloads } from "@/lib/queue/jobs";

const mendedMax = 500;
const mended = new Set(["take", "block", "free", "sold", "recount"]);

/**
 * Makes Redis as Postgres is, by the verbs that others use, too. Never frees a unit with a row. Safe to repeat; what
 * is left is found again by the next pass.
 */
export async function repairStock(eventId: string, seen: Seen, findings: StockFinding[]): Promise<void> {
  const repairs = findings.flatMap(({ repair }) => repair ?? []);
  const wanted = (kind: (typeof repairs)[number]["kind"]) => repairs.some((repair) => repair.kind === kind);
  if (wanted("rebuild")) {
    await rebuild(eventId);
    return;
  }
  if (wanted("reload")) await reload(eventId);
  if (wanted("resume")) await setPaused(eventId, false);
  if (wanted("sweep")) await sweepEvent(eventId);
  for (const repair of repairs) {
    if (repair.kind === "give_back") await giveBackTold(repair.told);
    if (repair.kind === "lift") await lift({ eventId, ...repair });
  }
  const small = repairs.filter(({ kind }) => mended.has(kind)).slice(0, mendedMax);
  if (small.length > 0) await mend(eventId, seen, small);
}

/** What the queue has not delivered yet; should it come after us, its id is known. */
const giveBackTold = ({ job, payload }: Extract<StockRepair, { kind: "give_back" }>["told"]) =>
  job === "unblock" ? unblock(payloads.unblock.parse(payload)) : giveBack(payloads["give-back"].parse(payload));
