import { InvariantError } from "@/lib/core/invariant";

/**
 * After a change of what a reserve must know (`catalogueVersion` grew), and after publish, unpublish and cancel.
 * Throws when a store is away.
 */
export async function reload(_eventId: string): Promise<void> {
  throw new InvariantError("not built yet");
}
