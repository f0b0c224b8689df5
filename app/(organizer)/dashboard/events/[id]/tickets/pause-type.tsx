"use client";

import { useTranslations } from "next-intl";
import { useTransition } from "react";
import { buttonClass } from "@/components/ui/button-class";
import { pauseType } from "../../actions";
import { useOutcome } from "../../use-outcome";

type Props = { eventId: string; ticketTypeId: string; name: string; paused: boolean };

/** Stops one ticket type's sale, or lets it go on. */
export function PauseType({ eventId, ticketTypeId, name, paused }: Props) {
  const t = useTranslations("tickets");
  const outcomeOf = useOutcome();
  const [pending, start] = useTransition();
  const turn = () =>
    start(async () => {
      const done = t(paused ? "resumed" : "paused");
      await outcomeOf(() => pauseType({ eventId, ticketTypeId, paused: !paused }), { done });
    });
  const label = t(paused ? "resume" : "pause");
  return (
    <button
      type="button"
      className={buttonClass("plain", "sm")}
      aria-label={`${label}: ${name}`}
      disabled={pending}
      onClick={turn}
    >
      {label}
    </button>
  );
}
