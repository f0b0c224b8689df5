import { durations } from "@/lib/core/durations";

/** Holds of one event that a fan may give back in one window, and still take another: more than hands can. */
export const releases = { max: 10, windowMs: durations.releasesCountedMs };
