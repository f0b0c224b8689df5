import { unstable_cache } from "next/cache";
import { eventTag } from "@/lib/cache/keys";
import { readEvent } from "@/lib/events/read-event";

/** How old the cached page may be; what is left and what may be bought is asked live. */
export const pageSeconds = 10;

/** The event as the cached page shows it. */
export const cachedEvent = (slug: string) =>
  unstable_cache(() => readEvent(slug), ["event-page", slug], { revalidate: pageSeconds, tags: [eventTag(slug)] })();
