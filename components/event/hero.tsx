import { useTranslations } from "next-intl";
import type { CardEvent } from "./event-card";
import { Poster } from "./poster";

const leans = ["-rotate-6 translate-y-6", "z-1 rotate-2", "rotate-8 translate-y-8"];

/** The promise, and three posters from this very programme. */
export function Hero({ events }: { events: CardEvent[] }) {
  const t = useTranslations("home");
  // Not the ones that open the programme right below.
  const posters = events
    .filter(({ posterPath }) => posterPath)
    .filter((_, index) => index % 4 === 3)
    .slice(0, leans.length);
  return (
    <div className="grid items-center gap-8 pt-8 pb-10 md:grid-cols-[1.2fr_1fr] md:pt-4 md:pb-14">
      <div className="flex flex-col gap-6">
        <h1 className="font-black text-3xl">{t("title")}</h1>
        <p className="max-w-[44ch] text-lg text-muted">{t("lead")}</p>
      </div>
      <div aria-hidden="true" className="grid grid-cols-3 px-4 max-md:hidden">
        {posters.map(({ slug, title, posterPath }, index) => (
          <div key={slug} className={`-mx-4 overflow-hidden rounded-md shadow-lift ring-1 ring-ink/10 ${leans[index]}`}>
            <Poster title={title} posterPath={posterPath} priority />
          </div>
        ))}
      </div>
    </div>
  );
}
