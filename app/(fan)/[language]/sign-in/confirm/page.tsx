import type { Metadata } from "next";
import { getLocale, getTranslations } from "next-intl/server";
import { z } from "zod";
import { FanAnchor } from "@/components/site/fan-link";
import { buttonClass } from "@/components/ui/button-class";
import { Notice } from "@/components/ui/notice";
import { env } from "@/lib/core/env";
import { isolated } from "@/lib/core/isolated";
import { languageOf, pathIn } from "@/lib/core/languages";
import { ownPath } from "../own-path";

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

const link = z.object({ token: z.string().min(1).max(200), email: z.string().min(3).max(254) });

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("signIn");
  return { title: t("confirmTitle"), robots: { index: false }, referrer: "same-origin" };
}

/** A mail scanner that opens the link uses nothing up: only the button does. */
export default async function ConfirmPage({ searchParams }: Props) {
  const t = await getTranslations("signIn");
  const language = languageOf(await getLocale());
  const given = await searchParams;
  const parsed = link.safeParse(given);
  const fields = parsed.success && {
    ...parsed.data,
    callbackUrl: new URL(
      ownPath(given.callbackUrl, env().NEXTAUTH_URL, pathIn(language, "/account")),
      env().NEXTAUTH_URL,
    ).href,
  };
  return (
    <div className="flex max-w-xl flex-col items-start gap-6 pt-8">
      <h1 className="text-2xl">{t("confirmTitle")}</h1>
      {fields ? (
        <form action="/api/auth/callback/email" className="flex flex-col items-start gap-6">
          <p className="break-words text-lg text-muted">{t("confirm", { email: isolated(fields.email) })}</p>
          {Object.entries(fields).map(([name, value]) => (
            <input key={name} type="hidden" name={name} value={value} />
          ))}
          <button type="submit" className={buttonClass()}>
            {t("confirmButton")}
          </button>
        </form>
      ) : (
        <Notice tone="bad">
          <p>{t("confirmBroken")}</p>
          <FanAnchor href="/sign-in" className={buttonClass("plain")}>
            {t("another")}
          </FanAnchor>
        </Notice>
      )}
    </div>
  );
}
