import type { Metadata } from "next";
import { getLocale, getTranslations } from "next-intl/server";
import { SignInForm } from "@/components/sign-in/sign-in-form";
import { env } from "@/lib/core/env";
import { languageOf, pathIn } from "@/lib/core/languages";
import { ownPath } from "./own-path";

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("signIn"))("title"), robots: { index: false } };
}

export default async function SignInPage({ searchParams }: Props) {
  const t = await getTranslations("signIn");
  const language = languageOf(await getLocale());
  const { error, callbackUrl } = await searchParams;
  const button = { submit: t("submit"), sending: t("sending") };
  const texts = { email: t("email"), ...button, failed: t("failed"), tooMany: t("tooMany") };
  return (
    <div className="flex max-w-xl flex-col gap-6 pt-8">
      <h1 className="text-2xl">{t("title")}</h1>
      <p className="text-lg text-muted">{t("lead")}</p>
      <noscript>{t("noscript")}</noscript>
      <SignInForm
        callbackUrl={ownPath(callbackUrl, env().NEXTAUTH_URL, pathIn(language, "/account"))}
        prefix={pathIn(language, "/").replace(/\/$/, "")}
        refused={error === undefined ? undefined : t(`errors.${knownError(error)}`)}
        texts={texts}
      />
    </div>
  );
}

const knownError = (error: string | string[]) =>
  error === "Verification" || error === "AccessDenied" ? error : ("other" as const);
