import { newId } from "@/lib/core/ids";
import { invariant } from "@/lib/core/invariant";
import { ok, type Result, refuse } from "@/lib/core/result";
import { aboutHolds } from "./fragments";
import { type Closed, inSale } from "./in-sale";
import type { KnownSale } from "./known-sales";
import { freedKey, layoutOf } from "./layout";
import type { Unavailable } from "./problems";
import { saleScript } from "./sale-script";
import source from "./scripts/block.lua";

/** Units that nobody holds and nobody can hold; of one generation of the sale. */
export type Blocked = { generation: number; units: number[] };
export type NotFree = { kind: "not_free"; free: number };
type Problem = NotFree | Closed | Unavailable;

type Blocking = { id: string; poolId: string; count: number };

const script = saleScript<Blocking>({
  source: [...aboutHolds, source],
  args: ({ id, poolId, count }, known) => [id, freedKey(known.catalogue, poolId), sizeOf(known, poolId), count],
});

const sizeOf = ({ catalogue }: KnownSale, poolId: string) =>
  layoutOf(catalogue).ranges.find(({ id }) => id === poolId)?.size ?? 0;

/**
 * Takes so many free units of a pool of general admission out of sale, all or none, at most 1000; `not_free` where
 * fewer are. The caller writes them down as blocked, or gives them back by `unblock`: what it does neither of, the
 * auditor frees.
 */
export async function block(eventId: string, poolId: string, count: number): Promise<Result<Blocked, Problem>> {
  // Made once: whatever is repeated takes the same units.
  const id = newId();
  const heard = await inSale(eventId, (known) => script(known, { id, poolId, count }));
  if (!heard.ok) return heard;
  const [word, first, units = ""] = heard.value.reply;
  if (word === "not_free") return refuse({ kind: "not_free", free: Number(first) });
  invariant(word === "blocked", "a script says only what its header lists");
  return ok({ generation: Number(first), units: units.split(",").map(Number) });
}
