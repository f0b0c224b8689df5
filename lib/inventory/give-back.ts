import { durations } from "@/lib/core/durations";
import { OutageError } from "@/lib/core/failure";
import { aboutHolds } from "./fragments";
import type { HeldUnit } from "./hold";
import { memberOf } from "./hold-id";
import { inSale } from "./in-sale";
import { keys } from "./keys";
import { shortOf } from "./layout";
import { saleScript } from "./sale-script";
import source from "./scripts/give-back.lua";
import { seatAt } from "./seats-of";

export type Return = {
  eventId: string;
  /** The same return is given back once. */
  returnId: string;
  /** Of the event row, read with or after the end of the tickets. */
  generation: number;
  units: HeldUnit[];
  /** They are blocked in Postgres: nobody's, and not for sale. */
  blocked?: boolean | undefined;
  holdId?: string | undefined;
  orderId?: string | undefined;
};

const script = saleScript<Return>({
  source: [...aboutHolds, source],
  keys: (eventId) => [keys.returns(eventId)],
  // A return of a newer generation than Redis has: the sale there is older than Postgres.
  generation: ({ generation }) => generation,
  args: ({ returnId, generation, units, blocked, holdId = "", orderId = "" }, { catalogue }) => [
    returnId,
    generation,
    durations.returnsRememberedMs,
    memberOf(holdId) ?? "",
    orderId,
    units
      .map(({ ticketTypeId, poolId, unit, typeUnit = "" }) => {
        const number = seatAt(catalogue, poolId, unit)?.position ?? unit;
        return [shortOf(ticketTypeId), number, typeUnit].join(":");
      })
      .join(";"),
    blocked ? "1" : "",
  ],
});

/** Sold units return to sale, or are known to stay out of it, once. Throws when Redis is away: the job is repeated. */
export async function giveBack(wish: Return): Promise<void> {
  const heard = await inSale(wish.eventId, (known) => script(known, wish));
  if (!heard.ok && heard.problem.kind === "unavailable")
    throw new OutageError("units could not be given back: try again");
}
