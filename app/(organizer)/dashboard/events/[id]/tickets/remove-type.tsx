"use client";

import { useTranslations } from "next-intl";
import { useState, useTransition } from "react";
import { buttonClass } from "@/components/ui/button-class";
import { Confirm, ConfirmClose } from "@/components/ui/dialog";
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
      <div className="flex flex-wrap gap-3">
        <button type="button" className={buttonClass("danger")} disabled={pending} onClick={remove}>
          {t("remove")}
        </button>
        <ConfirmClose
          render={
            <button type="button" className={buttonClass("quiet")}>
              {t("cancel")}
            </button>
          }
        />
      </div>
    </Confirm>
  );
}
