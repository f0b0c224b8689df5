import { deleteSessions, sessionTokensOf } from "@/db/queries/sessions";
import { cacheKeys } from "@/lib/cache/keys";
import { end } from "@/lib/cache/until-ended";
import { durations } from "@/lib/core/durations";

const atOnce = 100;
const roundsMax = 10;

/**
 * Ends these sessions on the next request of every instance. Marked in the cache before they leave Postgres: a process
 * that dies between leaves them to be ended again. Throws when the cache did not take the mark; they are deleted all
 * the same and end for all within `durations.sessionKeptMs`.
 */
export async function endSessions(tokens: string[]): Promise<void> {
  if (tokens.length === 0) return;
  const [marked] = await Promise.allSettled([end(tokens.map(cacheKeys.session), durations.sessionKeptMs)]);
  await deleteSessions(tokens);
  if (marked.status === "rejected") throw marked.reason;
}

/** Signs this person out everywhere. */
export async function endSessionsOf(userId: string): Promise<void> {
  for (let round = 0; round < roundsMax; round++) {
    const tokens = await sessionTokensOf(userId, atOnce);
    await endSessions(tokens);
    if (tokens.length < atOnce) return;
  }
}
