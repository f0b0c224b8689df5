"use client";

import { useRouter } from "next/navigation";
import { useEffect, useRef, useState, useTransition } from "react";
import { buttonClass } from "@/components/ui/button-class";
import { useNow } from "@/components/ui/use-now";
import type { CheckoutTexts, ExtendAnswer } from "./answers";
import { type Milestone, milestoneAt, minutesAndSeconds } from "./clock";

type Props = {
  expiresAt: string;
  /** The end in the event's zone, until the browser knows its own. */
  fallbackTime: string;
  extendable: boolean;
  extend: () => Promise<ExtendAnswer>;
  texts: CheckoutTexts;
};

const askedEveryMs = 3000;
const localTime = (time: string) =>
  new Date(time).toLocaleTimeString("en-GB", { hour: "2-digit", minute: "2-digit", hourCycle: "h23" });

/** When the hold ends and how long that is, from its end alone: no reload, sleep or second tab changes it. */
export function HoldClock({ expiresAt: first, fallbackTime, extendable, extend, texts }: Props) {
  const router = useRouter();
  const now = useNow();
  const [later, setLater] = useState<string>();
  const [said, setSaid] = useState("");
  const [pending, start] = useTransition();
  const expiresAt = later && later > first ? later : first;
  const leftMs = now === undefined ? undefined : Date.parse(expiresAt) - now;
  const milestone = leftMs === undefined ? undefined : milestoneAt(leftMs);
  const over = milestone === 0;

  useAnnouncements(milestone, texts, setSaid);
  // Whether it really is over only the server knows: this clock may be wrong.
  useEffect(() => {
    if (!over) return;
    // Without a network a refresh would leave the page.
    const look = () => navigator.onLine && router.refresh();
    look();
    const timer = setInterval(look, askedEveryMs);
    return () => clearInterval(timer);
  }, [over, router]);

  const onExtend = () =>
    start(async () => {
      const answer = await extend();
      if (answer.kind === "extended") setLater(answer.expiresAt);
      setSaid(answer.kind === "extended" ? texts.extended : answer.message);
    });

  return (
    <section
      aria-label={texts.heldShort}
      className={`flex flex-wrap items-center justify-between gap-3 rounded-lg p-4 sm:px-6 ${milestone === undefined || milestone > 2 ? "bg-surface" : "bg-bad-soft"} shadow-lift`}
    >
      <p>
        <span className="block text-muted text-sm">{texts.heldShort}</span>
        <time dateTime={expiresAt} className="font-extrabold text-xl tabular-nums [font-stretch:110%]">
          {now === undefined ? fallbackTime : localTime(expiresAt)}
        </time>
      </p>
      <p className="font-extrabold text-xl tabular-nums [font-stretch:110%]" aria-hidden="true">
        <span className="block font-normal text-muted text-sm [font-stretch:100%]">{texts.left}</span>
        {leftMs === undefined ? "–:––" : minutesAndSeconds(leftMs)}
      </p>
      {extendable && !later && !over && (
        <button
          type="button"
          className={buttonClass("quiet")}
          aria-disabled={pending}
          onClick={() => !pending && onExtend()}
        >
          {texts.extend} <span className="sr-only">{texts.moreTime}</span>
        </button>
      )}
      <p role="status" aria-live="polite" className="w-full text-sm empty:hidden">
        {said}
      </p>
    </section>
  );
}

/** Said once each, when it is passed; a page opened later says only the last one. */
function useAnnouncements(milestone: Milestone | undefined, texts: CheckoutTexts, say: (text: string) => void) {
  const last = useRef<Milestone>(undefined);
  useEffect(() => {
    if (milestone === last.current) return;
    last.current = milestone;
    const words = { 5: texts.announce5, 2: texts.announce2, 1: texts.announce1, 0: texts.announceOver };
    if (milestone !== undefined) say(words[milestone]);
  }, [milestone, texts, say]);
}
