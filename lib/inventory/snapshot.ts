import { InvariantError } from "@/lib/core/invariant";
import type { Result } from "@/lib/core/result";
import type { NotFound, Unavailable } from "./problems";

export type TypeStatus = "available" | "few" | "sold_out" | "not_on_sale" | "paused";
export type TypeCounts = { capacity: number; sold: number; held: number; available: number; status: TypeStatus };
export type Snapshot = { version: number; generation: number; types: Record<string, TypeCounts> };

/** All counts from one reading. A cancelled or unpublished event is `not_found`. */
export async function snapshot(_eventId: string): Promise<Result<Snapshot, NotFound | Unavailable>> {
  throw new InvariantError("not built yet");
}
