import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { Shell } from "@/components/site/shell";
import { buttonClass } from "@/components/ui/button-class";
import { directionOf, languages, localeOf, pathIn } from "@/lib/core/languages";
import { Document } from "./document";
import { siteMetadata } from "./site-metadata";

export const generateMetadata = async (): Promise<Metadata> => ({
  ...(await siteMetadata()),
  robots: { index: false },
});

/** An address that nothing answers. It has no language of its own, so every language says so. */
export default async function GlobalNotFound() {
  const said = await Promise.all(
    languages.map(async (language) => {
      const t = await getTranslations({ locale: localeOf[language], namespace: "errors" });
      return { language, title: t("notFoundTitle"), text: t("notFound"), home: t("home") };
    }),
  );
  return (
    <Document language="en" direction="ltr">
      <Shell>
        <div className="flex flex-col gap-16 py-16">
          {said.map(({ language, title, text, home }, index) => (
            <div key={language} lang={language} dir={directionOf[language]} className="flex flex-col items-start gap-4">
              {index === 0 ? <h1 className="text-2xl">{title}</h1> : <h2 className="text-xl">{title}</h2>}
              <p className="max-w-2xl text-muted">{text}</p>
              <a href={pathIn(language, "/")} className={buttonClass(index === 0 ? "primary" : "quiet")}>
                {home}
              </a>
            </div>
          ))}
        </div>
      </Shell>
    </Document>
  );
}
