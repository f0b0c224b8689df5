"use client";

import { useEffect } from "react";

const everyMs = 3000;
const answerMsMax = 2500;

type Gates = { events?: Record<string, { mode?: string }> };

async function isOpen(slug: string): Promise<boolean> {
  const response = await fetch("/api/v1/gates", { signal: AbortSignal.timeout(answerMsMax) });
  const { events }: Gates = response.ok ? await response.json() : {};
  // An event that the gates do not name is open.
  return events !== undefined && (events[slug]?.mode ?? "off") === "off";
}

type Props = {
  slug: string;
  /** Where tickets are picked, in the page's language. */
  pickPath: string;
};

/** Whoever came here only because the gate did not know yet goes on by itself, once it does. */
export function RoomWatch({ slug, pickPath }: Props) {
  useEffect(() => {
    let timer = window.setTimeout(look, 1000);
    async function look() {
      const open = !document.hidden && (await isOpen(slug).catch(() => false));
      if (open) return window.location.replace(pickPath);
      // A crowd that came together does not ask together.
      timer = window.setTimeout(look, everyMs * (0.8 + 0.4 * Math.random()));
    }
    return () => window.clearTimeout(timer);
  }, [slug, pickPath]);
  return null;
}
