import { InvariantError } from "@/lib/core/invariant";

/** Stops or resumes new reserves; holds live on. Throws when a store is away. */
export async function setPaused(_eventId: string, _paused: boolean): Promise<void> {
  throw new InvariantError("not built yet");
}
