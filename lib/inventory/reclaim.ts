import { endedAsOrder } from "@/db/queries/inventory";
import { refuse } from "@/lib/core/result";
import type { Catalogue } from "./catalogue";
import { aboutLines } from "./fragments";
import { holdOf } from "./hold-line";
import { inSale } from "./in-sale";
import { ownPlace } from "./own-hold";
import type { HoldResult, ReserveProblem } from "./problems";
import { lettingGo, readReply } from "./reading";
import { type Receipt, readReceipt } from "./receipt";
import { saleScript } from "./sale-script";
import source from "./scripts/reclaim.lua";
import { lineArguments } from "./wanted";

type Reclaim = { receipt: Receipt; fan: string; member: string };

const script = saleScript<Reclaim>({
  source: [...aboutLines, source],
  args: ({ receipt, fan, member }, { catalogue }) => {
    const [, state = "", created = "", lasts = "", , items = ""] = receipt.line.split(" ");
    // What was being paid comes back from Postgres; its receipt alone is no payment.
    const held = state.startsWith("p") ? "e" : state;
    const terms = [catalogue.hold.maxUnits, ...lineArguments(catalogue, itemsOf(receipt, fan, catalogue))];
    return [member, created, lasts, held, items, receipt.generation, ...terms];
  },
});

// With no catalogue yet, the script answers with one before it looks at any line.
const itemsOf = ({ line, ...receipt }: Receipt, fan: string, catalogue: Catalogue) =>
  catalogue.version === 0 ? [] : holdOf(line, { ...receipt, fan, catalogue }).items;

/** The same hold again, with the same units, price and end, after the store lost it and before its time is over. */
export async function reclaim(
  text: string,
  { eventId, fan }: { eventId: string; fan: string },
): HoldResult<ReserveProblem> {
  const receipt = readReceipt(text, eventId);
  const place = receipt && ownPlace({ holdId: receipt.holdId, fan });
  if (!place) return refuse({ kind: "not_found" });
  const heard = await inSale(eventId, async (known) => {
    // A refund within the hold's time has freed its units: they are anybody's, and the order is over.
    if (await endedAsOrder(receipt.holdId)) return ["hold_gone"];
    return script(known, { receipt, fan, ...place });
  });
  if (!heard.ok) return lettingGo(heard.problem);
  return readReply(heard.value, { holdId: receipt.holdId, fan }, ["hold_gone", "sold_out", "seats_taken", "limit"]);
}
