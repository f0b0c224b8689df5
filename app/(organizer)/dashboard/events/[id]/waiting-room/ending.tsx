"use client";

import { useTranslations } from "next-intl";
import { useState, useTransition } from "react";
import { buttonClass } from "@/components/ui/button-class";
import { Confirm, ConfirmClose } from "@/components/ui/dialog";
import { useOutcome } from "../../use-outcome";
import { saveRoom, takeBackPasses } from "./actions";

/** What cannot be taken back: each asks first. */
export function Ending({ eventId }: { eventId: string }) {
  return (
    <>
      <Asked name="revoke" act={() => takeBackPasses({ eventId })} />
      <Asked name="end" act={() => saveRoom({ eventId, patch: { mode: "off" } })} />
    </>
  );
}

type Outcome = Awaited<ReturnType<typeof saveRoom>>;

function Asked({ name, act }: { name: "revoke" | "end"; act: () => Promise<Outcome> }) {
  const t = useTranslations(`roomDesk.${name}`);
  const desk = useTranslations("roomDesk");
  const outcomeOf = useOutcome();
  const [open, setOpen] = useState(false);
  const [pending, start] = useTransition();
  const go = () =>
    start(async () => {
      await outcomeOf(act, { done: t("done") });
      setOpen(false);
    });
  return (
    <Confirm
      open={open}
      onOpenChange={setOpen}
      title={t("title")}
      description={t("text")}
      trigger={
        <button type="button" className={buttonClass("quiet")}>
          {t("button")}
        </button>
      }
    >
      <div className="flex flex-wrap gap-3">
        <button type="button" className={buttonClass("danger")} disabled={pending} onClick={go}>
          {t("button")}
        </button>
        <ConfirmClose
          render={
            <button type="button" className={buttonClass("quiet")}>
              {desk("keep")}
            </button>
          }
        />
      </div>
    </Confirm>
  );
}
