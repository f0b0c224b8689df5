import { durations } from "@/lib/core/durations";

/** How often a fan may give units of one event back in one window, and still take others: more than hands can. */
export const releases = { max: 10, windowMs: durations.releasesCountedMs };
