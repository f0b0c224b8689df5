"use client";

import { useTranslations } from "next-intl";
import { useState, useTransition } from "react";
import { buttonClass } from "@/components/ui/button-class";
import { Answers, Confirm } from "@/components/ui/dialog";
import { removeType } from "../../actions";
import { useOutcome } from "../../use-outcome";

type Props = { eventId: string; ticketTypeId: string; name: string };

export function RemoveType({ eventId, ticketTypeId, name }: Props) {
  const t = useTranslations("tickets");
  const events = useTranslations("events");
  const outcomeOf = useOutcome();
  const [open, setOpen] = useState(false);
  const [pending, start] = useTransition();
  const remove = () =>
    start(async () => {
      const words = { done: t("removed"), conflict: events("failures.last_type") };
      await outcomeOf(() => removeType({ eventId, ticketTypeId }), words);
      setOpen(false);
    });
  return (
    <Confirm
      open={open}
      onOpenChange={setOpen}
      title={t("removeTitle", { name })}
      description={t("removeText")}
      trigger={
        <button type="button" className={buttonClass("plain", "sm")}>
          {t("remove")}
        </button>
      }
    >
      <Answers go={t("remove")} keep={t("cancel")} pending={pending} onGo={remove} />
    </Confirm>
  );
}
