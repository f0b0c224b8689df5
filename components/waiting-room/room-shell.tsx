import { useLocale, useTranslations } from "next-intl";
import { Logo } from "@/components/site/logo";
import { useFanPath } from "@/components/site/use-fan-path";
import { languageNames, languageOf, languages, pathIn } from "@/lib/core/languages";

type Props = {
  /** Of this page, without its language; with what is to be kept of its query. */
  at: string;
  children: React.ReactNode;
};

/**
 * What surrounds a waiting page: as around every page of a fan, but without the scripts that make its links quick.
 * Who waits goes nowhere, and a million wait.
 */
export function RoomShell({ at, children }: Props) {
  const t = useTranslations("site");
  const path = useFanPath();
  const spoken = languageOf(useLocale());
  const entry = "rounded-sm py-2 font-semibold underline-offset-8 hover:underline";
  return (
    <>
      <a
        href="#content"
        className="sr-only z-10 bg-accent px-4 py-3 font-bold text-on-accent focus:not-sr-only focus:fixed focus:start-2 focus:top-2"
      >
        {t("skip")}
      </a>
      <header className="mx-auto flex w-full max-w-7xl items-center justify-between gap-4 px-4 py-4 sm:px-8">
        <a href={path("/")} aria-label={t("home")} className="flex items-center gap-3 rounded-sm">
          <Logo />
          <span className="font-extrabold text-lg tracking-tight [font-stretch:118%]">{t("name")}</span>
        </a>
        <nav aria-label={t("navigation")} className="flex gap-4 text-sm sm:gap-8">
          <a href={path("/account")} className={entry}>
            {t("myTickets")}
          </a>
          {languages
            .filter((language) => language !== spoken)
            .map((language) => (
              <a
                key={language}
                href={pathIn(language, at)}
                data-along=""
                hrefLang={language}
                lang={language}
                className={`font-device ${entry}`}
              >
                {languageNames[language]}
              </a>
            ))}
        </nav>
      </header>
      <main id="content" tabIndex={-1} className="mx-auto w-full max-w-7xl flex-1 px-4 pb-16 outline-none sm:px-8">
        {children}
      </main>
      <footer className="border-line border-t">
        <p className="mx-auto w-full max-w-7xl px-4 py-8 text-muted text-sm sm:px-8">{t("footer")}</p>
      </footer>
    </>
  );
}
