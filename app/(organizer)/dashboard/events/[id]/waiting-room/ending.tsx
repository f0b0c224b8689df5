"use client";

import { useTranslations } from "next-intl";
import { useState, useTransition } from "react";
import { buttonClass } from "@/components/ui/button-class";
import { Answers, Confirm } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { useOutcome } from "../../use-outcome";
import { saveRoom, takeBackPasses } from "./actions";

/** What cannot be taken back: each asks first. */
export function Ending({ eventId }: { eventId: string }) {
  return (
    <>
      <AskedOf eventId={eventId} />
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
    <Question name={name} open={open} onOpenChange={setOpen}>
      <Answers go={t("button")} keep={desk("keep")} pending={pending} onGo={go} />
    </Question>
  );
}

/** One person's pass, by what an organizer can know of them. What was typed stays where nobody is found. */
function AskedOf({ eventId }: { eventId: string }) {
  const t = useTranslations("roomDesk.revokeOne");
  const desk = useTranslations("roomDesk");
  const outcomeOf = useOutcome();
  const [open, setOpen] = useState(false);
  const [pending, start] = useTransition();
  const go = (data: FormData) =>
    start(async () => {
      const whom = String(data.get("whom") ?? "").trim();
      const answer = await outcomeOf(() => takeBackPasses({ eventId, whom }), {
        done: t("done"),
        conflict: t("nobody"),
      });
      if (answer?.ok) setOpen(false);
    });
  return (
    <Question name="revokeOne" open={open} onOpenChange={setOpen}>
      <form
        className="flex flex-col gap-5"
        onSubmit={(event) => {
          event.preventDefault();
          go(new FormData(event.currentTarget));
        }}
      >
        <Field
          label={t("whom")}
          hint={t("whomHint")}
          name="whom"
          maxLength={320}
          required
          autoComplete="off"
          autoCapitalize="off"
          spellCheck={false}
        />
        <Answers go={t("button")} keep={desk("keep")} pending={pending} />
      </form>
    </Question>
  );
}

type QuestionProps = {
  name: "revokeOne" | "revoke" | "end";
  open: boolean;
  onOpenChange: (open: boolean) => void;
  children: React.ReactNode;
};

function Question({ name, children, ...state }: QuestionProps) {
  const t = useTranslations(`roomDesk.${name}`);
  const trigger = (
    <button type="button" className={buttonClass("quiet")}>
      {t("open")}
    </button>
  );
  return (
    <Confirm {...state} title={t("title")} description={t("text")} trigger={trigger}>
      {children}
    </Confirm>
  );
}
