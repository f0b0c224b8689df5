"use client";

import { useEffect } from "react";
import { post } from "./ask";
import { askAfterFailureMs } from "./poll";

type Props = {
  slug: string;
  /** When the pass of this page's visitor ends. */
  expiresAt: string;
};

const leastMs = 5000;
/** A pass is kept for as long as somebody looks: at half of what is left of it, and never once it has ended. */
const halfOf = (expiresAt: string) => Math.max(leastMs, (Date.parse(expiresAt) - Date.now()) / 2);

/** Keeps the pass of whoever is inside. Shows nothing. */
export function KeepPass({ slug, expiresAt }: Props) {
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    let failures = 0;
    let nextAt = Date.now() + halfOf(expiresAt);

    async function renew() {
      const answer = await post(`/api/v1/events/${slug}/queue/renew`).catch(() => undefined);
      if (answer?.status === 200) {
        failures = 0;
        return later(halfOf(String(answer.body.expiresAt)));
      }
      // An ended pass does not come back, and nobody asks for it again.
      if (answer && answer.status < 500 && answer.status !== 429) return;
      later(askAfterFailureMs(failures, answer?.retryAfterSeconds ?? 0, Math.random()));
      failures += 1;
    }

    function later(ms: number) {
      nextAt = Date.now() + ms;
      schedule();
    }

    function schedule() {
      clearTimeout(timer);
      if (!document.hidden) timer = setTimeout(renew, Math.max(0, nextAt - Date.now()));
    }

    document.addEventListener("visibilitychange", schedule);
    schedule();
    return () => {
      clearTimeout(timer);
      document.removeEventListener("visibilitychange", schedule);
    };
  }, [slug, expiresAt]);
  return null;
}
