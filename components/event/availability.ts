"use client";

import { useSyncExternalStore } from "react";

export type LiveStatus = "available" | "few" | "sold_out" | "not_on_sale" | "paused";
export type Availability = {
  soldOut: boolean;
  ticketTypes: { id: string; status: LiveStatus }[];
  /** Two bits a seat, of an event with seats. */
  seats?: { data: string };
};

const soonMs = 1200;
const idleMs = 15_000;
const failedMsMax = 30_000;
const timeoutMs = 5000;

const jittered = (ms: number) => ms * (0.85 + Math.random() * 0.3);

/** One poll per event for however many places show it; it rests while the page is hidden or nobody listens. */
function watch(slug: string) {
  const listeners = new Set<() => void>();
  let latest: Availability | undefined;
  let failures = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;

  async function ask() {
    let waitMs = Math.min(failedMsMax, soonMs * 2 ** (failures + 1));
    try {
      const answer = await fetch(`/api/v1/events/${slug}/availability`, { signal: AbortSignal.timeout(timeoutMs) });
      if (!answer.ok) {
        waitMs = Math.max(waitMs, 1000 * Number(answer.headers.get("Retry-After") ?? 0));
        throw new Error(String(answer.status));
      }
      latest = (await answer.json()) as Availability;
      failures = 0;
      waitMs = latest.ticketTypes.every(({ status }) => status === "not_on_sale") ? idleMs : soonMs;
      for (const tell of listeners) tell();
    } catch {
      // What was last known stays on the page.
      failures += 1;
    }
    schedule(jittered(waitMs));
  }

  function schedule(ms: number) {
    clearTimeout(timer);
    if (listeners.size > 0 && document.visibilityState === "visible") timer = setTimeout(ask, ms);
  }

  const onVisibility = () => schedule(0);

  return {
    current: () => latest,
    subscribe(listener: () => void) {
      if (listeners.size === 0) document.addEventListener("visibilitychange", onVisibility);
      listeners.add(listener);
      if (listeners.size === 1) schedule(0);
      return () => {
        listeners.delete(listener);
        if (listeners.size > 0) return;
        clearTimeout(timer);
        document.removeEventListener("visibilitychange", onVisibility);
      };
    },
  };
}

const watched = new Map<string, ReturnType<typeof watch>>();

function watchOf(slug: string) {
  const known = watched.get(slug);
  if (known) return known;
  const made = watch(slug);
  watched.set(slug, made);
  return made;
}

const nothing = () => undefined;

/** What is left, a second or two old; undefined until the first answer. */
export function useAvailability(slug: string): Availability | undefined {
  const { subscribe, current } = watchOf(slug);
  return useSyncExternalStore(subscribe, current, nothing);
}
