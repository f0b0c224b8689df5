"use client";

import { useEffect, useState } from "react";
import type { LiveSales } from "@/lib/events/live-sales";

const everyMs = 1000;
const failedMsMax = 15_000;
const timeoutMs = 5000;

const refusals = { 401: "unauthenticated", 403: "forbidden", 404: "not_found" } as const;
type Refused = (typeof refusals)[keyof typeof refusals];

export type Watched = {
  sales: LiveSales | undefined;
  staleMs: number;
  isPaused: boolean;
  /** Asking on would not help: nothing is asked until the page is looked at again. */
  refused: Refused | undefined;
};

const refusalOf = (status: number): Refused | undefined => refusals[status as keyof typeof refusals];

/** The figures once a second while the page is in sight. What was last known stays when they cannot be reached. */
export function useLive(eventId: string, first: LiveSales | undefined): Watched {
  const [watched, setWatched] = useState<Watched>({ sales: first, staleMs: 0, isPaused: false, refused: undefined });

  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    let failures = 0;
    let reachedAt = Date.now();
    const ended = new AbortController();

    async function ask() {
      try {
        const signal = AbortSignal.any([ended.signal, AbortSignal.timeout(timeoutMs)]);
        const answer = await fetch(`/dashboard/events/${eventId}/sales/live`, { signal, cache: "no-store" });
        const refused = refusalOf(answer.status);
        if (refused) return setWatched((known) => ({ ...known, refused }));
        if (!answer.ok) throw new Error(String(answer.status));
        const sales: LiveSales = await answer.json();
        failures = 0;
        reachedAt = Date.now();
        setWatched({ sales, staleMs: 0, isPaused: false, refused: undefined });
      } catch {
        if (ended.signal.aborted) return;
        failures += 1;
        setWatched((known) => ({ ...known, staleMs: Date.now() - reachedAt }));
      }
      later(Math.min(failedMsMax, everyMs * 2 ** failures));
    }

    function later(ms: number) {
      clearTimeout(timer);
      if (document.visibilityState === "visible") timer = setTimeout(ask, ms);
      else setWatched((known) => ({ ...known, isPaused: true }));
    }

    const seen = () => later(0);
    document.addEventListener("visibilitychange", seen);
    later(first ? everyMs : 0);
    return () => {
      ended.abort();
      clearTimeout(timer);
      document.removeEventListener("visibilitychange", seen);
    };
  }, [eventId, first]);

  return watched;
}
