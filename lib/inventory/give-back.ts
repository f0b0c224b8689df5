import { InvariantError } from "@/lib/core/invariant";
import type { HeldUnit } from "./hold";

export type Return = {
  eventId: string;
  /** The same return is given back once. */
  returnId: string;
  /** Of the event row, read with or after the end of the tickets. */
  generation: number;
  units: HeldUnit[];
  holdId?: string | undefined;
  orderId?: string | undefined;
};

/** Sold units return to sale, once. Throws when Redis is away: the job is repeated. */
export async function giveBack(_units: Return): Promise<void> {
  throw new InvariantError("not built yet");
}
