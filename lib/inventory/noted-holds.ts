import { describeFailure } from "@/lib/core/failure";
import { log } from "@/lib/core/log";
import { redis } from "@/lib/redis/client";
import type { Hold } from "./hold";
import { notedMax, noteKeys, type Owner } from "./note-hold";
import { readHold } from "./read-hold";

/** The holds that these owners looked at and that still stand, the next to end first. Without Redis there are none. */
export async function notedHolds(owner: Owner): Promise<Hold[]> {
  const noted = await Promise.all(
    noteKeys(owner).map((key) => redis().zrange<string[]>(key, 0, notedMax - 1, { rev: true })),
  ).catch((error: unknown) => {
    log.warn(describeFailure(error), "noted holds were not read");
    return [];
  });
  const found = await Promise.all(
    [...new Set(noted.flat())].map((member) => {
      const [holdId = "", fan = ""] = member.split(" ");
      return readHold({ holdId, fan });
    }),
  );
  return found
    .flatMap((hold) => (hold.ok ? [hold.value] : []))
    .toSorted((a, b) => a.expiresAt.getTime() - b.expiresAt.getTime());
}
