import { useTranslations } from "next-intl";
import { ErrorTexts } from "./error-texts";
import { Footer } from "./footer";
import { Header } from "./header";
import { OfflineNotice } from "./offline-notice";
import { useFanPath } from "./use-fan-path";

type Props = {
  /** Whether the page stands in every language, as those of fans do. */
  translated?: boolean;
  children: React.ReactNode;
};

/** What surrounds every page of a fan: the way past it, the way home, and the words for when a page fails. */
export function Shell({ translated = false, children }: Props) {
  const t = useTranslations();
  const failure = {
    title: t("errors.title"),
    text: t("errors.text"),
    retry: t("errors.retry"),
    home: t("errors.home"),
    homePath: useFanPath()("/"),
  };
  return (
    <ErrorTexts value={failure}>
      <a
        href="#content"
        className="sr-only z-10 bg-accent px-4 py-3 font-bold text-on-accent focus:not-sr-only focus:fixed focus:start-2 focus:top-2"
      >
        {t("site.skip")}
      </a>
      <OfflineNotice text={t("site.offline")} />
      <Header translated={translated} />
      <main id="content" tabIndex={-1} className="mx-auto w-full max-w-7xl flex-1 px-4 pb-16 outline-none sm:px-8">
        {children}
      </main>
      <Footer />
    </ErrorTexts>
  );
}
