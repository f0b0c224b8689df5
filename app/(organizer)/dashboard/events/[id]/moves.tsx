"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useState, useTransition } from "react";
import { buttonClass } from "@/components/ui/button-class";
import { Answers, Confirm } from "@/components/ui/dialog";
import { duplicate, publishDraft, withdrawToDraft } from "../actions";
import { useOutcome } from "../use-outcome";

export function Publish({ eventId, ready }: { eventId: string; ready: boolean }) {
  const t = useTranslations("events");
  const outcomeOf = useOutcome();
  const [pending, start] = useTransition();
  const publish = () =>
    start(async () => void (await outcomeOf(() => publishDraft({ eventId }), { done: t("published") })));
  return (
    <button type="button" className={`${buttonClass()} self-start`} disabled={!ready || pending} onClick={publish}>
      {pending ? t("publishing") : t("publish")}
    </button>
  );
}

export function Withdraw({ eventId }: { eventId: string }) {
  const t = useTranslations("events");
  const outcomeOf = useOutcome();
  const [open, setOpen] = useState(false);
  const [pending, start] = useTransition();
  const withdraw = () =>
    start(async () => {
      await outcomeOf(() => withdrawToDraft({ eventId }), { done: t("withdrawn"), conflict: t("failures.sold") });
      setOpen(false);
    });
  return (
    <Confirm
      open={open}
      onOpenChange={setOpen}
      title={t("withdrawTitle")}
      description={t("withdrawText")}
      trigger={
        <button type="button" className={buttonClass("quiet", "sm")}>
          {t("withdraw")}
        </button>
      }
    >
      <Answers go={t("withdraw")} keep={t("keep")} pending={pending} onGo={withdraw} />
    </Confirm>
  );
}

export function Duplicate({ eventId }: { eventId: string }) {
  const t = useTranslations("events");
  const outcomeOf = useOutcome();
  const router = useRouter();
  const [newEventId] = useState(() => crypto.randomUUID());
  const [pending, start] = useTransition();
  const copy = () =>
    start(async () => {
      const made = await outcomeOf(() => duplicate({ eventId, newEventId }), { done: t("duplicated") });
      if (made?.ok) router.push(`/dashboard/events/${newEventId}/edit`);
    });
  return (
    <button type="button" className={buttonClass("quiet", "sm")} disabled={pending} onClick={copy}>
      {t("duplicate")}
    </button>
  );
}
