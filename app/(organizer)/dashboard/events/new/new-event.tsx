"use client";

import { zodResolver } from "@hookform/resolvers/zod";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useEffect, useTransition } from "react";
import { useForm } from "react-hook-form";
import { buttonClass } from "@/components/ui/button-class";
import { ReadyFields } from "@/components/ui/ready-fields";
import { type EventFormFields, eventForm } from "@/lib/events/event-form";
import type { createDraft } from "../actions";
import type { EditorChoices } from "../editor-choices";
import { EditorFoot } from "../editor-foot";
import { WhatSection, WhenSection, WhereSection } from "../editor-sections";
import { showRefusal } from "../form-kit";
import { MoreSection } from "../more-section";
import { RestoredNote } from "../restored-note";
import { TicketsSection } from "../tickets-section";
import { useKept } from "../use-kept";
import { useOutcome } from "../use-outcome";

const usualHold = { ttlSeconds: 600, maxUnits: 8 };

type Props = {
  values: EventFormFields;
  choices: EditorChoices;
  categories: readonly [string, string][];
  createDraft: (typed: unknown) => ReturnType<typeof createDraft>;
};

/** The editor of a new event: what, when, where, tickets, then a draft. */
export function NewEvent({ values, choices, categories, createDraft }: Props) {
  const t = useTranslations("editor");
  const events = useTranslations("events");
  const router = useRouter();
  const outcomeOf = useOutcome();
  const [pending, start] = useTransition();
  const form = useForm<EventFormFields>({
    defaultValues: values,
    resolver: zodResolver(eventForm, undefined, { raw: true }),
    mode: "onTouched",
  });
  const { restored, forget } = useKept(form, "holdfast:new-event");

  useEffect(() => {
    const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
    if (!form.getValues("timezone") && choices.timezones.includes(zone)) form.setValue("timezone", zone);
  }, [form, choices]);

  const count = form.watch("dates").length;
  const create = form.handleSubmit((typed) =>
    start(async () => {
      const done = count > 1 ? events("seriesMade", { count }) : undefined;
      const made = await outcomeOf(() => createDraft(typed), done ? { done } : {});
      if (made?.ok) {
        forget();
        router.push(count > 1 ? "/dashboard?shelf=drafts" : `/dashboard/events/${made.value.eventId}`);
      } else if (made && "fields" in made.problem) showRefusal(form, made.problem.fields);
    }),
  );
  const startOver = () => {
    forget();
    form.reset({ ...values, draftId: crypto.randomUUID(), timezone: form.getValues("timezone") });
  };
  return (
    <form noValidate onSubmit={create} className="flex max-w-4xl flex-col gap-6">
      {restored && <RestoredNote startOver={startOver} />}
      <ReadyFields>
        <WhatSection form={form} categories={categories} />
        <WhenSection form={form} timezones={choices.timezones} several />
        <WhereSection form={form} />
        <TicketsSection form={form} currencies={choices.currencies} />
        <MoreSection form={form} hold={usualHold} />
        <EditorFoot form={form} state={form.formState.isDirty ? t("kept") : ""}>
          <button type="submit" className={buttonClass()} disabled={pending}>
            {pending ? t("creating") : t("create", { count })}
          </button>
        </EditorFoot>
      </ReadyFields>
    </form>
  );
}
