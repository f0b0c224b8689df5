"use client";

import { useTranslations } from "next-intl";
import type { EditorForm } from "./editor-sections";

type Props = { form: EditorForm; state: string; children: React.ReactNode };

/** How many fields there are below an error, however deep. */
function countOf(errors: object): number {
  return Object.values(errors).reduce<number>((sum, each: unknown) => {
    if (!each || typeof each !== "object") return sum;
    return sum + ("message" in each ? 1 : countOf(each));
  }, 0);
}

/** Always in sight: what is wrong, what is saved, and the one thing to do. */
export function EditorFoot({ form, state, children }: Props) {
  const t = useTranslations("editor");
  const wrong = countOf(form.formState.errors);
  return (
    <div className="sticky bottom-0 z-10 -mx-4 flex flex-wrap items-center justify-between gap-x-6 gap-y-2 border-line border-t bg-paper px-4 py-3 sm:-mx-8 sm:px-8">
      <p role="status" className={`text-sm ${wrong > 0 ? "font-semibold text-bad" : "text-muted"}`}>
        {wrong > 0 ? t("wrong", { count: wrong }) : state}
      </p>
      {children}
    </div>
  );
}
