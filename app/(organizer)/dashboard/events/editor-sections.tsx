"use client";

import { useTranslations } from "next-intl";
import { type UseFormReturn, useFieldArray } from "react-hook-form";
import { buttonClass } from "@/components/ui/button-class";
import { Card } from "@/components/ui/card";
import { Field, SelectField, TextareaField } from "@/components/ui/field";
import { datesMax, type EventFormFields } from "@/lib/events/event-form";
import type { EditorChoices } from "./editor-choices";
import { useProblems } from "./form-kit";
import { LocalTimeField } from "./local-time-field";

export type EditorForm = UseFormReturn<EventFormFields>;
type Section = { form: EditorForm };

export function WhatSection({ form, categories }: Section & { categories: readonly [string, string][] }) {
  const t = useTranslations("editor");
  const problem = useProblems(form);
  return (
    <Card title={t("what")}>
      <Field
        label={t("title")}
        hint={t("titleHint")}
        maxLength={200}
        autoComplete="off"
        error={problem("title")}
        {...form.register("title")}
      />
      <div className="grid gap-4 sm:grid-cols-[minmax(0,1fr)_12rem]">
        <Field
          label={t("optional", { label: t("summary") })}
          hint={t("summaryHint")}
          maxLength={300}
          autoComplete="off"
          error={problem("summary")}
          {...form.register("summary")}
        />
        <SelectField
          label={t("category")}
          options={categories}
          error={problem("category")}
          {...form.register("category")}
        />
      </div>
      <TextareaField
        label={t("optional", { label: t("description") })}
        hint={t("descriptionHint")}
        rows={6}
        maxLength={20_000}
        error={problem("description")}
        {...form.register("description")}
      />
    </Card>
  );
}

const dayMs = 24 * 60 * 60 * 1000;

/** The same clock one day on; empty stays empty. */
const nextDay = (local: string) => (local ? new Date(Date.parse(`${local}Z`) + dayMs).toISOString().slice(0, 16) : "");

type When = Section & { timezones: EditorChoices["timezones"]; several: boolean };

export function WhenSection({ form, timezones, several }: When) {
  const t = useTranslations("editor");
  const problem = useProblems(form);
  const dates = useFieldArray({ control: form.control, name: "dates" });
  const { timezone, dates: typed } = form.watch();
  const more = () => {
    const last = typed.at(-1);
    dates.append({ startsAt: nextDay(last?.startsAt ?? ""), endsAt: nextDay(last?.endsAt ?? "") });
  };
  return (
    <Card title={t("when")}>
      {dates.fields.map(({ id }, index) => (
        <fieldset key={id} className="grid items-start gap-4 sm:grid-cols-[minmax(0,1fr)_minmax(0,1fr)_auto]">
          <legend className={dates.fields.length > 1 ? "pb-2 font-bold text-sm" : "sr-only"}>
            {t("date", { number: index + 1 })}
          </legend>
          <LocalTimeField
            label={t("startsAt")}
            local={typed[index]?.startsAt ?? ""}
            timezone={timezone}
            error={problem(`dates.${index}.startsAt`)}
            {...form.register(`dates.${index}.startsAt`)}
          />
          <LocalTimeField
            label={t("optional", { label: t("endsAt") })}
            local={typed[index]?.endsAt ?? ""}
            timezone={timezone}
            error={problem(`dates.${index}.endsAt`)}
            {...form.register(`dates.${index}.endsAt`)}
          />
          {dates.fields.length > 1 && (
            <button
              type="button"
              className={`${buttonClass("quiet")} sm:mt-7`}
              aria-label={t("removeDate", { number: index + 1 })}
              onClick={() => dates.remove(index)}
            >
              ×
            </button>
          )}
        </fieldset>
      ))}
      {several && (
        <div className="flex flex-wrap items-center gap-x-4 gap-y-1">
          <button
            type="button"
            className={buttonClass("plain", "sm")}
            disabled={dates.fields.length >= datesMax}
            onClick={more}
          >
            {t("addDate")}
          </button>
          {dates.fields.length > 1 && <p className="text-muted text-xs">{t("seriesHint")}</p>}
        </div>
      )}
      <SelectField
        label={t("timezone")}
        hint={t("timezoneHint")}
        options={[
          ...(timezone ? [] : [["", "–"] as [string, string]]),
          ...timezones.map((zone): [string, string] => [zone, zone.replaceAll("_", " ")]),
        ]}
        error={problem("timezone")}
        {...form.register("timezone")}
      />
    </Card>
  );
}

export function WhereSection({ form }: Section) {
  const t = useTranslations("editor");
  const problem = useProblems(form);
  const field = (name: "name" | "city" | "country" | "address", label: string, max: number) => (
    <Field
      label={label}
      maxLength={max}
      autoComplete="off"
      error={problem(`venue.${name}`)}
      {...form.register(`venue.${name}`)}
    />
  );
  return (
    <Card title={t("where")}>
      <div className="grid gap-4 sm:grid-cols-2">
        {field("name", t("venue"), 120)}
        {field("address", t("optional", { label: t("address") }), 200)}
        {field("city", t("city"), 80)}
        {field("country", t("country"), 80)}
      </div>
      <p className="text-muted text-xs">{t("venueHint")}</p>
    </Card>
  );
}
