import { cachedEvent } from "@/app/(fan)/[language]/events/[slug]/cached-event";
import { describeFailure } from "@/lib/core/failure";
import { log } from "@/lib/core/log";
import { slugParams } from "@/lib/events/slug";

export const isSlug = (slug: string): boolean => slugParams.safeParse({ slug }).success;

/** The event of a waiting page; without its store the page does without it. */
export async function roomEvent(slug: string) {
  try {
    return await cachedEvent(slug);
  } catch (error) {
    log.warn(describeFailure(error), "a waiting page is drawn without its event");
    return undefined;
  }
}
