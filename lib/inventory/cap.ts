import { OutageError } from "@/lib/core/failure";
import { invariant } from "@/lib/core/invariant";
import { ok, type Result, refuse } from "@/lib/core/result";
import type { NotFree } from "./block";
import { aboutHolds } from "./fragments";
import { type Closed, inSale } from "./in-sale";
import { layoutOf, shortOf } from "./layout";
import type { Unavailable } from "./problems";
import { saleScript } from "./sale-script";
import capSource from "./scripts/cap.lua";
import liftSource from "./scripts/lift.lua";

/** `owner`: whoever lowers it; the same again is a repeat. */
type Lifting = { eventId: string; ticketTypeId: string; owner: string };
type Capping = Lifting & { capacity: number };

const capScript = saleScript<Capping>({
  source: [...aboutHolds, capSource],
  args: ({ ticketTypeId, capacity, owner }, { catalogue }) => {
    const own = layoutOf(catalogue).types.get(ticketTypeId)?.own;
    return [shortOf(ticketTypeId), own?.key ?? 0, own?.size ?? 0, capacity, owner];
  },
});

const liftScript = saleScript<Lifting>({
  source: [...aboutHolds, liftSource],
  args: ({ ticketTypeId, owner }, { catalogue }) => [layoutOf(catalogue).types.get(ticketTypeId)?.own?.key ?? 0, owner],
});

/** Somebody else is lowering it, or there is no capacity of its own any more. */
type Standing = { kind: "standing" };

/**
 * Nobody gets more of a ticket type from now on than this lower capacity of its own. `not_free` where more is held or
 * sold; `standing` while another's lower capacity waits for its catalogue. The caller writes the capacity down and
 * reloads the sale, or lifts it: what it does neither of, the auditor lifts.
 */
export async function cap(
  capping: Capping,
): Promise<Result<{ generation: number }, NotFree | Standing | Closed | Unavailable>> {
  const heard = await inSale(capping.eventId, (known) => capScript(known, capping));
  if (!heard.ok) return heard;
  const [word, first] = heard.value.reply;
  if (word === "not_free") return refuse({ kind: "not_free", free: Number(first) });
  if (word === "standing") return refuse({ kind: "standing" });
  invariant(word === "capped", "a script says only what its header lists");
  return ok({ generation: Number(first) });
}

/** Takes back the cap of that owner, if it is still there. Throws when Redis is away: the auditor does it then. */
export async function lift(lifting: Lifting): Promise<void> {
  const heard = await inSale(lifting.eventId, (known) => liftScript(known, lifting));
  if (!heard.ok && heard.problem.kind === "unavailable") throw new OutageError("a cap could not be lifted: try again");
}
