import { describeFailure } from "@/lib/core/failure";
import { log } from "@/lib/core/log";
import { redis } from "@/lib/redis/client";
import { keys } from "./keys";

/** No hold lasts longer, with its extension and its payment. */
const keptSeconds = 2 * 60 * 60;
/** The newest of each owner are remembered. */
export const notedMax = 10;

/** Who may find a hold again: the visitor who made it, or the account that looked at it. */
export type Owner = { fan?: string | undefined; userId?: string | undefined };

export const noteKeys = ({ fan, userId }: Owner) => [
  ...(fan ? [keys.noted(`fan:${fan}`)] : []),
  ...(userId ? [keys.noted(`user:${userId}`)] : []),
];

/**
 * Remembers that these owners look at this hold. Only a note: the hold itself says whether it still is, and whose.
 * Without Redis nothing is remembered. Safe to repeat.
 */
export async function noteHold(hold: { id: string; fan: string }, owner: Owner): Promise<void> {
  const member = `${hold.id} ${hold.fan}`;
  await Promise.all(
    noteKeys(owner).flatMap((key) => [
      redis().zadd(key, { score: Date.now(), member }),
      redis().zremrangebyrank(key, 0, -notedMax - 1),
      redis().expire(key, keptSeconds),
    ]),
  ).catch((error: unknown) => log.warn(describeFailure(error), "a hold was not noted"));
}
