"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { buttonClass } from "@/components/ui/button-class";
import { Card } from "@/components/ui/card";
import { Field } from "@/components/ui/field";
import { AccentPreview, type ShownAccent } from "./accent-preview";
import { useDone } from "./use-done";

type Settings = { name: string; accent: string | null };
type Outcome<Value> = { ok: true; value: Value } | { ok: false; problem: { kind: string } };
type Props = {
  kept: Settings;
  shown: ShownAccent | undefined;
  preview: (input: { accent: string }) => Promise<Outcome<ShownAccent>>;
  save: (input: Settings) => Promise<Outcome<unknown>>;
};

const isColour = (text: string) => /^#[0-9a-f]{6}$/i.test(text.trim());
const someColour = "#0b5cad";

/** The colour typed or picked; what pages make of it is asked of the server, which knows the contrast rules. */
function useAccent({ kept, shown: first, preview }: Pick<Props, "kept" | "shown" | "preview">) {
  const [accent, setAccent] = useState(kept.accent ?? "");
  const [known, setKnown] = useState(first);
  const choose = async (next: string) => {
    setAccent(next);
    if (!isColour(next)) return;
    const outcome = await preview({ accent: next }).catch(() => undefined);
    if (outcome?.ok) setKnown(outcome.value);
  };
  // The answer to another colour, asked before or still under way, is not shown as this one's.
  const shown = known?.accent === accent.trim().toLowerCase() ? known : undefined;
  return { accent, shown, choose };
}

export function SettingsForm({ kept, shown: first, preview, save }: Props) {
  const t = useTranslations("settings");
  const { pending, run } = useDone();
  const { accent, shown, choose } = useAccent({ kept, shown: first, preview });
  const isWrong = accent.trim() !== "" && !isColour(accent);
  const submit = (form: FormData) =>
    run(
      () => save({ name: String(form.get("name") ?? ""), accent: accent.trim() || null }),
      () => t("saved"),
      { invalid_request: isWrong ? t("accentWrong") : t("nameWrong") },
    );
  return (
    <form action={submit} className="grid items-start gap-6 lg:grid-cols-2">
      <Card>
        <Field
          label={t("name")}
          hint={t("nameHint")}
          name="name"
          defaultValue={kept.name}
          required
          minLength={2}
          maxLength={80}
        />
        <div className="flex items-start gap-3">
          <div className="min-w-0 flex-1">
            <Field
              label={t("accent")}
              hint={t("accentHint")}
              error={isWrong ? t("accentWrong") : undefined}
              name="accent"
              value={accent}
              onChange={(event) => choose(event.target.value)}
              maxLength={16}
              autoComplete="off"
              spellCheck={false}
            />
          </div>
          <input
            type="color"
            aria-label={t("picker")}
            value={isColour(accent) ? accent.trim().toLowerCase() : someColour}
            onChange={(event) => choose(event.target.value)}
            className="mt-[1.65rem] h-12 w-14 shrink-0 cursor-pointer rounded-md border-2 border-edge bg-surface p-1"
          />
        </div>
        <div className="flex flex-wrap gap-3">
          <button type="submit" className={buttonClass()} disabled={pending || isWrong}>
            {t("save")}
          </button>
          {accent && (
            <button type="button" className={buttonClass("plain")} onClick={() => choose("")}>
              {t("ours")}
            </button>
          )}
        </div>
      </Card>
      <AccentPreview accent={shown} />
    </form>
  );
}
