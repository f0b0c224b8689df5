"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { buttonClass } from "@/components/ui/button-class";
import { CopyButton } from "@/components/ui/copy-button";
import { Confirm, ConfirmClose } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Choice } from "./choice";
import { useDone } from "./use-done";

type KeyScope = "events:read" | "events:write" | "orders:read" | "orders:resend" | "refunds:write" | "*";
type Made = { ok: true; value: { key: string } } | { ok: false; problem: { kind: string } };
type Props = {
  scopes: KeyScope[];
  create: (input: { name: string; scopes: KeyScope[] }) => Promise<Made>;
};

/** A key is told once: the window that shows it closes only by its button, and forgets it. */
export function CreateKey({ scopes, create }: Props) {
  const t = useTranslations("keys");
  const [open, setOpen] = useState(false);
  const [made, setMade] = useState<string>();
  const { pending, run } = useDone();
  const close = (next: boolean) => {
    setOpen(next);
    setMade(undefined);
  };
  const submit = (form: FormData) => {
    const chosen = scopes.filter((scope) => form.getAll("scope").includes(scope));
    run(
      () => create({ name: String(form.get("name") ?? ""), scopes: chosen }),
      ({ key }) => {
        setMade(key);
        return undefined;
      },
      { limit_exceeded: t("tooMany"), invalid_request: chosen.length === 0 ? t("scopesWrong") : t("nameWrong") },
    );
  };
  return (
    <Confirm
      open={open}
      onOpenChange={(next) => (made === undefined ? close(next) : undefined)}
      trigger={
        <button type="button" className={buttonClass()}>
          {t("create")}
        </button>
      }
      title={made === undefined ? t("createTitle") : t("madeTitle")}
      description={made === undefined ? t("createText") : t("madeText")}
    >
      {made === undefined ? (
        <form action={submit} className="flex flex-col gap-4">
          <Field label={t("name")} hint={t("nameHint")} name="name" required maxLength={60} autoComplete="off" />
          <fieldset className="flex flex-col gap-2">
            <legend className="pb-1 font-semibold text-sm">{t("scopes")}</legend>
            {scopes.map((scope) => (
              <Choice
                key={scope}
                type="checkbox"
                name="scope"
                value={scope}
                title={t(`scope.${scope}`)}
                note={<span className="font-mono">{scope}</span>}
              />
            ))}
          </fieldset>
          <div className="flex flex-wrap justify-end gap-3">
            <ConfirmClose
              render={
                <button type="button" className={buttonClass("quiet")}>
                  {t("cancel")}
                </button>
              }
            />
            <button type="submit" className={buttonClass()} disabled={pending}>
              {t("createGo")}
            </button>
          </div>
        </form>
      ) : (
        <>
          <output aria-label={t("made")} className="block break-all rounded-md bg-sunken px-4 py-3 font-mono text-sm">
            {made}
          </output>
          <div className="flex flex-wrap justify-end gap-3">
            <CopyButton text={made} texts={{ copy: t("copy"), copied: t("copied") }} />
            <button type="button" className={buttonClass("primary", "sm")} onClick={() => close(false)}>
              {t("done")}
            </button>
          </div>
        </>
      )}
    </Confirm>
  );
}
