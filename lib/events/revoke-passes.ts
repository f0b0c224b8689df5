import { revokePasses as revoke } from "@/db/queries/waiting-rooms";
import { invariant } from "@/lib/core/invariant";
import { ok, type Result } from "@/lib/core/result";
import { changeEvent, type Refusal, type Stock } from "./change-event";
import type { Doer } from "./create-event";

type Wish = Doer & {
  eventId: string;
  /** All of them, if not said. */
  person: string | undefined;
  /** As the lists of the revoked name the person. */
  shortHash: string;
};
/** `before`: the epoch until now. */
type Revoked = { before: number; epoch: number; isAll: boolean };

/** Void passes: one person's, or all that were ever given. The room's store has to hear of it afterwards. */
export async function revokePasses(
  { person, shortHash, ...target }: Wish,
  stock: Stock,
): Promise<Result<Revoked, Refusal>> {
  let revoked: Revoked | undefined;
  const changed = await changeEvent({ ...target, action: "waiting_room.revoked" }, stock, async (tx, event) => {
    revoked = await revoke(tx, event.id, person, shortHash);
    const { before, epoch } = revoked;
    return ok({ before: { epoch: before }, after: { epoch, person: person ?? "all" } });
  });
  if (!changed.ok) return changed;
  invariant(revoked, "a change that was made has an epoch");
  return ok(revoked);
}
