"use client";

import { useTranslations } from "next-intl";
import { buttonClass } from "@/components/ui/button-class";
import { Notice } from "@/components/ui/notice";

/** What was typed before and never sent is back, and can be thrown away. */
export function RestoredNote({ startOver }: { startOver: () => void }) {
  const t = useTranslations("editor");
  return (
    <Notice>
      <p className="flex flex-wrap items-center gap-x-4">
        {t("restored")}
        <button type="button" className={buttonClass("plain", "sm")} onClick={startOver}>
          {t("startOver")}
        </button>
      </p>
    </Notice>
  );
}
