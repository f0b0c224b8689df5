import { useLocale, useTranslations } from "next-intl";
import { languageOf } from "@/lib/core/languages";
import { FanLink } from "./fan-link";
import { LanguageSwitch } from "./language-switch";
import { Logo } from "./logo";

const entry = "rounded-sm py-2 font-semibold underline-offset-8 hover:underline";

export function Header({ translated }: { translated: boolean }) {
  const spoken = languageOf(useLocale());
  const t = useTranslations("site");
  return (
    <header className="mx-auto flex w-full max-w-7xl items-center justify-between gap-4 px-4 py-4 sm:px-8">
      <FanLink href="/" aria-label={t("home")} className="flex items-center gap-3 rounded-sm">
        <Logo />
        <span className="font-extrabold text-lg tracking-tight [font-stretch:118%]">{t("name")}</span>
      </FanLink>
      <nav aria-label={t("navigation")} className="flex gap-4 text-sm sm:gap-8">
        <FanLink href="/" className={`${entry} max-[26rem]:hidden`}>
          {t("events")}
        </FanLink>
        <FanLink href="/account" className={entry} prefetch={false}>
          {t("myTickets")}
        </FanLink>
        {translated && <LanguageSwitch spoken={spoken} className={entry} />}
      </nav>
    </header>
  );
}
