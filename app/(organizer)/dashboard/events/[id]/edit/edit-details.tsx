"use client";

import { zodResolver } from "@hookform/resolvers/zod";
import { useTranslations } from "next-intl";
import { useTransition } from "react";
import { useForm } from "react-hook-form";
import { buttonClass } from "@/components/ui/button-class";
import { Card } from "@/components/ui/card";
import { SelectField } from "@/components/ui/field";
import { Notice } from "@/components/ui/notice";
import { ReadyFields } from "@/components/ui/ready-fields";
import { detailsForm, type EventFormFields } from "@/lib/events/event-form";
import { saveDetails } from "../../actions";
import type { EditorChoices } from "../../editor-choices";
import { EditorFoot } from "../../editor-foot";
import { WhatSection, WhenSection, WhereSection } from "../../editor-sections";
import { showRefusal, useProblems } from "../../form-kit";
import { MoreSection } from "../../more-section";
import { RestoredNote } from "../../restored-note";
import { useKept } from "../../use-kept";
import { useOutcome } from "../../use-outcome";

type Props = {
  eventId: string;
  values: EventFormFields;
  choices: EditorChoices;
  categories: readonly [string, string][];
  hold: { ttlSeconds: number; maxUnits: number };
  isPublic: boolean;
  wasPublic: boolean;
};

/** The same editor for an event that is there; what it sells is changed beside it. */
export function EditDetails({ eventId, values, choices, categories, hold, isPublic, wasPublic }: Props) {
  const t = useTranslations("editor");
  const events = useTranslations("events");
  const outcomeOf = useOutcome();
  const [pending, start] = useTransition();
  const form = useForm<EventFormFields>({
    defaultValues: values,
    resolver: zodResolver(detailsForm, undefined, { raw: true }),
    mode: "onTouched",
  });
  const problem = useProblems(form);
  const { restored, forget } = useKept(form, `holdfast:event:${eventId}`);
  const { isDirty } = form.formState;

  const save = form.handleSubmit((typed) =>
    start(async () => {
      const conflict = events("failures.currency");
      const saved = await outcomeOf(() => saveDetails({ eventId, ...typed }), { done: t("saved"), conflict });
      if (saved?.ok) {
        forget();
        form.reset(typed);
      } else if (saved && "fields" in saved.problem) showRefusal(form, saved.problem.fields);
    }),
  );
  const startOver = () => {
    forget();
    form.reset(values);
  };
  return (
    <form noValidate onSubmit={save} className="flex max-w-4xl flex-col gap-6">
      {isPublic && <Notice>{t("publishedNote")}</Notice>}
      {restored && <RestoredNote startOver={startOver} />}
      <ReadyFields>
        <WhatSection form={form} categories={categories} />
        <WhenSection form={form} timezones={choices.timezones} several={false} />
        <WhereSection form={form} />
        <Card title={t("currency")}>
          <SelectField
            label={t("currency")}
            hint={wasPublic ? t("currencyStays") : undefined}
            options={wasPublic ? choices.currencies.filter(([code]) => code === values.currency) : choices.currencies}
            error={problem("currency")}
            {...form.register("currency")}
          />
        </Card>
        <MoreSection form={form} hold={hold} />
        <EditorFoot form={form} state={isDirty ? t("unsaved") : t("saved")}>
          <button type="submit" className={buttonClass()} disabled={pending || !isDirty}>
            {pending ? t("saving") : t("save")}
          </button>
        </EditorFoot>
      </ReadyFields>
    </form>
  );
}
