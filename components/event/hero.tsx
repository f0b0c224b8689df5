import { useTranslations } from "next-intl";
import type { CardEvent } from "./event-card";
import { Poster } from "./poster";

const leans = [
  "-rotate-8 translate-y-8",
  "-rotate-3 translate-y-1",
  "z-1 rotate-2 -translate-y-2",
  "rotate-6 translate-y-3",
  "rotate-10 translate-y-10",
];

/** The promise, and posters from this very programme. */
export function Hero({ events }: { events: CardEvent[] }) {
  const t = useTranslations("home");
  const withPoster = events.filter(({ posterPath }) => posterPath);
  // Not the ones that open the programme right below.
  const posters = withPoster.slice(-leans.length);
  return (
    <div className="-mx-4 grid items-center gap-6 overflow-x-clip px-4 pt-6 pb-10 sm:-mx-8 sm:px-8 lg:grid-cols-[1.05fr_1fr] lg:pb-14">
      <div className="flex flex-col gap-5">
        <h1 className="font-black text-3xl">{t("title")}</h1>
        <p className="max-w-[44ch] text-lg text-muted">{t("lead")}</p>
      </div>
      <div aria-hidden="true" className="-mx-10 flex justify-center py-6 lg:mx-0 lg:ps-10">
        {posters.map(({ slug, title, posterPath }, index) => (
          <div
            key={slug}
            className={`-mx-2 w-1/5 max-w-44 shrink-0 overflow-hidden rounded-md shadow-lift ring-1 ring-ink/10 max-md:w-[27%] lg:-mx-4 lg:w-1/4 ${leans[index]}`}
          >
            <Poster title={title} posterPath={posterPath} priority />
          </div>
        ))}
      </div>
    </div>
  );
}
