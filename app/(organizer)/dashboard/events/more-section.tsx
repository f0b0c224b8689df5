"use client";

import { useTranslations } from "next-intl";
import { useFieldArray } from "react-hook-form";
import { buttonClass } from "@/components/ui/button-class";
import { Field } from "@/components/ui/field";
import type { EditorForm } from "./editor-sections";
import { useProblems } from "./form-kit";
import { useOpened } from "./use-opened";

const taxesMax = 5;

type Props = {
  form: EditorForm;
  /** What is so where nothing is typed. */
  hold: { ttlSeconds: number; maxUnits: number };
};

/** What suits most events as it is: fees, taxes, how long and how many. */
export function MoreSection({ form, hold }: Props) {
  const t = useTranslations("editor");
  const problem = useProblems(form);
  const taxes = useFieldArray({ control: form.control, name: "taxes" });
  const { currency, taxes: typed, singleGaps } = form.watch();
  const inside = form.formState.errors;
  const isWrong = inside.feeFixed ?? inside.feePercent ?? inside.taxes ?? inside.holdMinutes ?? inside.maxUnits;
  const fold = useOpened(Boolean(isWrong));
  return (
    <details ref={fold} className="rounded-lg bg-surface p-4 shadow-lift sm:p-6">
      <summary className="rounded-sm">
        <span className="font-extrabold text-lg tracking-tight">{t("more")}</span>
        <span className="block text-muted text-sm">{t("moreHint")}</span>
      </summary>
      <div className="flex flex-col gap-6 pt-6">
        <div className="grid gap-4 sm:grid-cols-2">
          <Field
            label={`${t("feeFixed")} (${currency})`}
            hint={t("feeHint")}
            inputMode="decimal"
            placeholder="0"
            error={problem("feeFixed")}
            {...form.register("feeFixed")}
          />
          <Field
            label={t("feePercent")}
            inputMode="decimal"
            placeholder="0"
            error={problem("feePercent")}
            {...form.register("feePercent")}
          />
        </div>
        {taxes.fields.map(({ id }, index) => (
          <fieldset key={id} className="grid items-start gap-4 sm:grid-cols-[minmax(0,1fr)_8rem_auto_auto]">
            <legend className="pb-2 font-bold text-sm">{t("tax", { number: index + 1 })}</legend>
            <Field
              label={t("taxName")}
              hint={t("taxNameHint")}
              maxLength={40}
              error={problem(`taxes.${index}.name`)}
              {...form.register(`taxes.${index}.name`)}
            />
            <Field
              label={t("taxPercent")}
              inputMode="decimal"
              error={problem(`taxes.${index}.percent`)}
              {...form.register(`taxes.${index}.percent`)}
            />
            <label className="flex min-h-12 items-center gap-3 text-sm sm:mt-7">
              <input type="checkbox" className="size-6 accent-accent" {...form.register(`taxes.${index}.included`)} />
              {t("taxIncluded")}
            </label>
            <button
              type="button"
              className={`${buttonClass("quiet")} sm:mt-7`}
              aria-label={t("removeTax", { name: typed[index]?.name || t("unnamedTax") })}
              onClick={() => taxes.remove(index)}
            >
              ×
            </button>
          </fieldset>
        ))}
        {taxes.fields.length < taxesMax && (
          <button
            type="button"
            className={`${buttonClass("plain", "sm")} self-start`}
            onClick={() => taxes.append({ name: "", percent: "", included: true })}
          >
            {t("addTax")}
          </button>
        )}
        <div className="grid gap-4 sm:grid-cols-2">
          <Field
            label={t("holdMinutes")}
            hint={t("holdHint")}
            inputMode="numeric"
            placeholder={String(Math.round(hold.ttlSeconds / 60))}
            error={problem("holdMinutes")}
            {...form.register("holdMinutes")}
          />
          <Field
            label={t("maxUnits")}
            inputMode="numeric"
            placeholder={String(hold.maxUnits)}
            error={problem("maxUnits")}
            {...form.register("maxUnits")}
          />
        </div>
        {singleGaps !== undefined && (
          <label className="flex min-h-12 items-center gap-3 text-sm">
            <input type="checkbox" className="size-6 shrink-0 accent-accent" {...form.register("singleGaps")} />
            <span>
              {t("singleGaps")}
              <span className="block text-muted text-xs">{t("singleGapsHint")}</span>
            </span>
          </label>
        )}
      </div>
    </details>
  );
}
