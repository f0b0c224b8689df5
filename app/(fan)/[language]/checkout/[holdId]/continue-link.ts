import { handOverToken } from "@/lib/auth/hand-over";
import { env } from "@/lib/core/env";
import { type Language, pathIn } from "@/lib/core/languages";
import type { EventView } from "@/lib/events/event-view";
import type { Hold } from "@/lib/inventory/hold";

/** Where another device carries on with this hold, until its last payment would be decided. */
export function continueLink(hold: Hold, event: EventView, language: Language) {
  const { ttlSeconds, extendSeconds, paymentSeconds } = event.hold;
  const until = new Date(hold.createdAt.getTime() + (ttlSeconds + extendSeconds + paymentSeconds) * 1000);
  const url = new URL(pathIn(language, `/checkout/${hold.id}/continue`), env().NEXTAUTH_URL);
  url.searchParams.set("t", handOverToken({ holdId: hold.id, fan: hold.fan, until }));
  return { href: url.href, until };
}
