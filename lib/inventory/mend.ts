import { durations } from "@/lib/core/durations";
import { newId } from "@/lib/core/ids";
import type { StockRepair } from "./compare-stock";
import { aboutHolds } from "./fragments";
import { inSale } from "./in-sale";
import type { SeenStock } from "./inspect";
import type { KnownSale } from "./known-sales";
import { layoutOf, seatsKey } from "./layout";
import { saleScript } from "./sale-script";
import source from "./scripts/mend.lua";
import { seatAt, seatsOf } from "./seats-of";

/** What the repairs were found in. */
export type Seen = Pick<SeenStock, "generation" | "mended" | "nowMs">;
type Mending = { id: string; seen: Seen; repairs: StockRepair[] };

const script = saleScript<Mending>({
  source: [...aboutHolds, source],
  args: ({ id, seen, repairs }, known) => [
    id,
    seen.generation,
    seen.mended,
    seen.nowMs + durations.mendWithinMs,
    rangesOf(repairs, known),
    repairs.flatMap((repair) => (repair.kind === "sold" ? `${repair.short}:${repair.by}` : [])).join(";"),
  ],
});

function rangesOf(repairs: StockRepair[], { catalogue }: KnownSale) {
  const { ranges, keys } = layoutOf(catalogue);
  const firstKey = keys.length - ranges.length + 1;
  const numbers = (kinds: string[], rangeId: string) =>
    repairs
      .flatMap((repair) =>
        "unit" in repair && kinds.includes(repair.kind) && repair.rangeId === rangeId ? repair.unit : [],
      )
      .join();
  const positions = (kind: "take" | "free" | "block") =>
    repairs
      .flatMap((repair) =>
        repair.kind === kind ? (seatAt(catalogue, repair.rangeId, repair.unit)?.position ?? []) : [],
      )
      .join();
  const seats = seatsOf(catalogue)
    ? [[seatsKey, positions("take"), positions("free"), positions("block")].join(":")]
    : [];
  const general = ranges.map(({ id }, index) =>
    [firstKey + index, numbers(["take", "block"], id), numbers(["free"], id)].join(":"),
  );
  return [...seats, ...general].join(";");
}

/**
 * Corrects units and counts that two readings found wrong. Changes nothing where the last of them is no longer true
 * enough: a newer generation, another mending since, or `mendWithinMs` over by the store's clock.
 */
export async function mend(eventId: string, seen: Seen, repairs: StockRepair[]): Promise<void> {
  const id = newId();
  await inSale(eventId, (known) => script(known, { id, seen, repairs }));
}
