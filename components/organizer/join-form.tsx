"use client";

import { useTranslations } from "next-intl";
import { buttonClass } from "@/components/ui/button-class";
import { useDone } from "./use-done";

type Outcome = { ok: true; value: unknown } | { ok: false; problem: { kind: string } };
type Props = { token: string; organization: string; join: (input: { token: string }) => Promise<Outcome> };

export function JoinForm({ token, organization, join }: Props) {
  const t = useTranslations("join");
  const { pending, run } = useDone();
  const accept = () =>
    run(
      () => join({ token }),
      () => {
        window.location.assign("/dashboard");
        return undefined;
      },
    );
  return (
    <button type="button" className={`${buttonClass()} self-start`} disabled={pending} onClick={accept}>
      {t("accept", { organization })}
    </button>
  );
}
