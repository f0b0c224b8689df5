"use client";

import { useTranslations } from "next-intl";
import type { UseFormRegisterReturn } from "react-hook-form";
import { Field, SelectField, TextareaField } from "@/components/ui/field";
import type { TicketTypeFields } from "@/lib/events/ticket-type-form";
import { LocalTimeField } from "./local-time-field";
import { useOpened } from "./use-opened";

type Name = keyof TicketTypeFields;
type Props = {
  register: (name: Name) => UseFormRegisterReturn;
  problem: (name: Name) => string | undefined;
  value: (name: Name) => string;
  timezone: string;
  currency: string;
  /** What it may sell from beside places of its own. */
  pools: readonly [string, string][];
  /** Whether places are chosen here at all: of a type that is there they stay. */
  choosesPool?: boolean;
};

const later: Name[] = ["description", "maxPerOrder", "maxPerCustomer", "saleStartsAt", "saleEndsAt"];

/** One ticket type: what every type needs, and behind a fold what some need. */
export function TicketTypeInputs({ register, problem, value, timezone, currency, pools, choosesPool = true }: Props) {
  const t = useTranslations("tickets");
  const shared = value("pool") !== "";
  const fold = useOpened(later.some((name) => problem(name)));
  return (
    <div className="flex flex-col gap-4">
      <div className="grid gap-4 sm:grid-cols-[minmax(0,1fr)_9rem_9rem]">
        <Field label={t("name")} hint={t("nameHint")} maxLength={80} error={problem("name")} {...register("name")} />
        <Field
          label={`${t("price")} (${currency})`}
          hint={t("priceHint")}
          inputMode="decimal"
          autoComplete="off"
          error={problem("price")}
          {...register("price")}
        />
        <Field
          label={shared ? t("capacityOwn") : t("capacity")}
          hint={shared ? t("capacityShared") : undefined}
          inputMode="numeric"
          autoComplete="off"
          error={problem("capacity")}
          {...register("capacity")}
        />
      </div>
      {choosesPool && pools.length > 0 && (
        <SelectField
          label={t("places")}
          options={[["", t("ownPlaces")], ...pools]}
          error={problem("pool")}
          {...register("pool")}
        />
      )}
      <details ref={fold} className="group">
        <summary className="inline-flex min-h-11 items-center font-semibold text-sm underline decoration-line underline-offset-4 hover:decoration-ink">
          {t("more")}
        </summary>
        <div className="grid gap-4 pt-2 sm:grid-cols-2">
          <LocalTimeField
            label={t("saleStartsAt")}
            hint={t("windowHint")}
            local={value("saleStartsAt")}
            timezone={timezone}
            error={problem("saleStartsAt")}
            {...register("saleStartsAt")}
          />
          <LocalTimeField
            label={t("saleEndsAt")}
            local={value("saleEndsAt")}
            timezone={timezone}
            error={problem("saleEndsAt")}
            {...register("saleEndsAt")}
          />
          <Field
            label={t("maxPerOrder")}
            placeholder={t("noLimit")}
            inputMode="numeric"
            error={problem("maxPerOrder")}
            {...register("maxPerOrder")}
          />
          <Field
            label={t("maxPerCustomer")}
            placeholder={t("noLimit")}
            inputMode="numeric"
            error={problem("maxPerCustomer")}
            {...register("maxPerCustomer")}
          />
          <SelectField
            label={t("visibility")}
            options={[
              ["public", t("public")],
              ["code", t("code")],
            ]}
            {...register("visibility")}
          />
          <div className="sm:col-span-2">
            <TextareaField
              label={t("description")}
              rows={2}
              maxLength={2000}
              error={problem("description")}
              {...register("description")}
            />
          </div>
        </div>
      </details>
    </div>
  );
}
