import { InvariantError } from "@/lib/core/invariant";
import type { Result } from "@/lib/core/result";
import type { NotFound, Unavailable } from "./problems";

/** Redis from Postgres, under a new generation; unpaid holds are lost. One at a time for an event. */
export async function rebuild(_eventId: string): Promise<Result<{ generation: number }, NotFound | Unavailable>> {
  throw new InvariantError("not built yet");
}
