"use client";

import { useTranslations } from "next-intl";
import { useFieldArray } from "react-hook-form";
import { buttonClass } from "@/components/ui/button-class";
import { Card } from "@/components/ui/card";
import { Field, SelectField } from "@/components/ui/field";
import { blankTicketType } from "@/lib/events/ticket-type-form";
import type { EditorForm } from "./editor-sections";
import { useProblems } from "./form-kit";
import { TicketTypeInputs } from "./ticket-type-inputs";

type Props = { form: EditorForm; currencies: readonly [string, string][] };

/** What is sold, at what price, from which places. */
export function TicketsSection({ form, currencies }: Props) {
  const t = useTranslations("editor");
  const problem = useProblems(form);
  const types = useFieldArray({ control: form.control, name: "ticketTypes" });
  const { timezone, currency, ticketTypes, pools } = form.watch();
  const shared = pools.map(({ key, name }, index): [string, string] => [key, name || t("pool", { number: index + 1 })]);
  return (
    <Card title={t("tickets")}>
      <SelectField
        label={t("currency")}
        options={currencies}
        error={problem("currency")}
        {...form.register("currency")}
      />
      {types.fields.map(({ id }, index) => (
        <fieldset key={id} className="rounded-md border-2 border-line p-4">
          <legend className="px-2 font-bold text-sm">{t("type", { number: index + 1 })}</legend>
          <TicketTypeInputs
            register={(name) => form.register(`ticketTypes.${index}.${name}`)}
            problem={(name) => problem(`ticketTypes.${index}.${name}`)}
            value={(name) => ticketTypes[index]?.[name] ?? ""}
            timezone={timezone}
            currency={currency}
            pools={shared}
          />
          {types.fields.length > 1 && (
            <button type="button" className={buttonClass("plain", "sm")} onClick={() => types.remove(index)}>
              {t("removeType", { name: ticketTypes[index]?.name || t("unnamed") })}
            </button>
          )}
        </fieldset>
      ))}
      <button
        type="button"
        className={`${buttonClass("quiet", "sm")} self-start`}
        onClick={() => types.append({ ...blankTicketType })}
      >
        {t("addType")}
      </button>
      <Pools form={form} />
    </Card>
  );
}

function Pools({ form }: { form: EditorForm }) {
  const t = useTranslations("editor");
  const problem = useProblems(form);
  const pools = useFieldArray({ control: form.control, name: "pools" });
  const typed = form.watch("pools");
  const names = form.watch("ticketTypes");
  const remove = (index: number) => {
    const key = typed[index]?.key;
    for (const [at, type] of names.entries()) if (type.pool === key) form.setValue(`ticketTypes.${at}.pool`, "");
    pools.remove(index);
  };
  return (
    <div className="flex flex-col gap-4 border-line border-t pt-4">
      {pools.fields.length > 0 && <h3 className="text-base">{t("pools")}</h3>}
      {pools.fields.map(({ id }, index) => (
        <fieldset key={id} className="grid items-start gap-4 sm:grid-cols-[minmax(0,1fr)_9rem_auto]">
          <legend className="sr-only">{t("pool", { number: index + 1 })}</legend>
          <Field
            label={t("poolName")}
            hint={t("poolNameHint")}
            maxLength={80}
            error={problem(`pools.${index}.name`)}
            {...form.register(`pools.${index}.name`)}
          />
          <Field
            label={t("poolCapacity")}
            inputMode="numeric"
            error={problem(`pools.${index}.capacity`)}
            {...form.register(`pools.${index}.capacity`)}
          />
          <button
            type="button"
            className={`${buttonClass("quiet")} sm:mt-7`}
            aria-label={t("removePool", { name: typed[index]?.name || t("unnamedPool") })}
            onClick={() => remove(index)}
          >
            ×
          </button>
        </fieldset>
      ))}
      <div className="flex flex-wrap items-center gap-x-4 gap-y-1">
        <button
          type="button"
          className={buttonClass("plain", "sm")}
          onClick={() => pools.append({ key: crypto.randomUUID(), name: "", capacity: "" })}
        >
          {t("addPool")}
        </button>
        <p className="text-muted text-xs">{t("poolsHint")}</p>
      </div>
    </div>
  );
}
