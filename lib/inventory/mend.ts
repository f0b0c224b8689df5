import { newId } from "@/lib/core/ids";
import type { StockRepair } from "./compare-stock";
import { aboutHolds } from "./fragments";
import { inSale } from "./in-sale";
import type { KnownSale } from "./known-sales";
import { layoutOf } from "./layout";
import { saleScript } from "./sale-script";
import source from "./scripts/mend.lua";

type Mending = { id: string; generation: number; repairs: StockRepair[] };

const script = saleScript<Mending>({
  source: [...aboutHolds, source],
  args: ({ id, generation, repairs }, known) => [
    id,
    generation,
    rangesOf(repairs, known),
    repairs.flatMap((repair) => (repair.kind === "sold" ? `${repair.short}:${repair.by}` : [])).join(";"),
  ],
});

function rangesOf(repairs: StockRepair[], { catalogue }: KnownSale) {
  const { ranges, keys } = layoutOf(catalogue);
  const firstKey = keys.length - ranges.length + 1;
  const numbers = (kind: "take" | "free", rangeId: string) =>
    repairs.flatMap((repair) => (repair.kind === kind && repair.rangeId === rangeId ? repair.unit : [])).join();
  return ranges
    .map(({ id }, index) => [firstKey + index, numbers("take", id), numbers("free", id)].join(":"))
    .join(";");
}

/** Corrects units and counts that two readings of this generation found wrong. A newer generation stays as it is. */
export async function mend(eventId: string, generation: number, repairs: StockRepair[]): Promise<void> {
  const id = newId();
  await inSale(eventId, (known) => script(known, { id, generation, repairs }));
}
