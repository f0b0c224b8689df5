import { readCatalogue } from "@/db/queries/inventory";
import { OutageError } from "@/lib/core/failure";
import { catalogueOf } from "./catalogue-of";
import { forget, type KnownSale } from "./known-sales";
import { numberedTypes } from "./layout";
import { rebuild } from "./rebuild";
import { saleScript } from "./sale-script";
import source from "./scripts/load.lua";
import { withSeats } from "./seats-of";

const script = saleScript<void>({
  source: [source],
  args: (_, { catalogue }) => [
    JSON.stringify(catalogue),
    ...numberedTypes(catalogue).flatMap(({ id, size }) => [id, size]),
  ],
});

/**
 * After a change of what a reserve must know (`catalogueVersion` grew), and after publish, unpublish and cancel.
 * Throws when a store is away.
 */
export async function reload(eventId: string): Promise<void> {
  const rows = await readCatalogue(eventId);
  if (rows?.event.status === "published") {
    const known: KnownSale = { generation: rows.event.generation, catalogue: await withSeats(catalogueOf(rows)) };
    const [word] = await script(known);
    if (word === "done") return forget(eventId);
  }
  const rebuilt = await rebuild(eventId);
  if (!rebuilt.ok && rebuilt.problem.kind === "unavailable")
    throw new OutageError("the sale could not be loaded: try again");
}
