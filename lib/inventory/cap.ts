import { OutageError } from "@/lib/core/failure";
import { invariant } from "@/lib/core/invariant";
import { ok, type Result, refuse } from "@/lib/core/result";
import type { NotFree } from "./block";
import { aboutHolds } from "./fragments";
import { type Closed, inSale } from "./in-sale";
import { layoutOf, shortOf } from "./layout";
import type { Unavailable } from "./problems";
import { saleScript } from "./sale-script";
import source from "./scripts/cap.lua";

type Capping = { eventId: string; ticketTypeId: string; capacity: number };

const script = saleScript<Capping & { lifts: boolean }>({
  source: [...aboutHolds, source],
  args: ({ ticketTypeId, capacity, lifts }, { catalogue }) => {
    const own = layoutOf(catalogue).types.get(ticketTypeId)?.own;
    return [own?.key ?? 0, own?.size ?? 0, capacity, lifts ? "1" : "", shortOf(ticketTypeId)];
  },
});

/** The stock counts no numbers of this type's own, as its capacity was all there is. */
type Uncapped = { kind: "uncapped" };

/**
 * Nobody gets more of a ticket type from now on than this lower capacity of its own. `not_free` where more is held or
 * sold. The caller writes the capacity down and reloads the sale, or lifts it: what it does neither of, the auditor lifts.
 */
export async function cap(
  capping: Capping,
): Promise<Result<{ generation: number }, NotFree | Uncapped | Closed | Unavailable>> {
  const heard = await inSale(capping.eventId, (known) => script(known, { ...capping, lifts: false }));
  if (!heard.ok) return heard;
  const [word, first] = heard.value.reply;
  if (word === "not_free") return refuse({ kind: "not_free", free: Number(first) });
  if (word === "uncapped") return refuse({ kind: "uncapped" });
  invariant(word === "capped", "a script says only what its header lists");
  return ok({ generation: Number(first) });
}

/** Takes back that very cap, if it is still there. Throws when Redis is away: the auditor does it then. */
export async function lift(capping: Capping): Promise<void> {
  const heard = await inSale(capping.eventId, (known) => script(known, { ...capping, lifts: true }));
  if (!heard.ok && heard.problem.kind === "unavailable") throw new OutageError("a cap could not be lifted: try again");
}
