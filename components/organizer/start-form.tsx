"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { buttonClass } from "@/components/ui/button-class";
import { Field } from "@/components/ui/field";
import { useDone } from "./use-done";

type Outcome = { ok: true; value: { id: string } } | { ok: false; problem: { kind: string } };

export function StartForm({ start }: { start: (input: { name: string; organizationId: string }) => Promise<Outcome> }) {
  const t = useTranslations("start");
  // One name for the whole visit: sent again after a lost answer, it is one organization.
  const [organizationId] = useState(() => crypto.randomUUID());
  const { pending, run } = useDone();
  const submit = (form: FormData) =>
    run(
      () => start({ name: String(form.get("name") ?? ""), organizationId }),
      () => {
        window.location.assign("/dashboard");
        return undefined;
      },
      { limit_exceeded: t("tooMany"), conflict: t("taken"), invalid_request: t("nameWrong") },
    );
  return (
    <form action={submit} className="flex flex-col gap-4">
      <Field
        label={t("name")}
        hint={t("nameHint")}
        name="name"
        required
        minLength={2}
        maxLength={80}
        autoComplete="organization"
      />
      <button type="submit" className={`${buttonClass()} self-start`} disabled={pending}>
        {pending ? t("going") : t("go")}
      </button>
    </form>
  );
}
