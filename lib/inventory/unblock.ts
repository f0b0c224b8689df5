import { durations } from "@/lib/core/durations";
import { OutageError } from "@/lib/core/failure";
import { aboutHolds } from "./fragments";
import { inSale } from "./in-sale";
import { keys } from "./keys";
import type { KnownSale } from "./known-sales";
import { freedKey, seatsKey } from "./layout";
import { saleScript } from "./sale-script";
import source from "./scripts/unblock.lua";
import { seatAt } from "./seats-of";

export type Unblocking = {
  eventId: string;
  poolId: string;
  /** The same return is given back once. */
  returnId: string;
  /** Of the event row when their rows went. */
  generation: number;
  /** At most 1000. */
  units: number[];
};

const script = saleScript<Unblocking>({
  source: [...aboutHolds, source],
  keys: (eventId) => [keys.returns(eventId)],
  generation: ({ generation }) => generation,
  args: ({ returnId, generation, ...returning }, known) => [
    returnId,
    generation,
    durations.returnsRememberedMs,
    ...placesOf(returning, known),
  ],
});

function placesOf({ poolId, units }: Pick<Unblocking, "poolId" | "units">, { catalogue }: KnownSale) {
  const positions = units.flatMap((unit) => seatAt(catalogue, poolId, unit)?.position ?? []);
  return positions.length > 0 ? [seatsKey, positions.join()] : [freedKey(catalogue, poolId), units.join()];
}

/** Blocked units are for sale again, once. Throws when Redis is away: the job is repeated. */
export async function unblock(wish: Unblocking): Promise<void> {
  const heard = await inSale(wish.eventId, (known) => script(known, wish));
  if (!heard.ok && heard.problem.kind === "unavailable")
    throw new OutageError("units could not be unblocked: try again");
}
