import { getTranslations } from "next-intl/server";
import type { CardEvent } from "@/components/event/event-card";
import { EventGrid } from "@/components/event/event-grid";
import { Hero } from "@/components/event/hero";
import { saleState } from "@/components/event/sale-state";
import { SearchForm } from "@/components/event/search-form";
import { SoonList } from "@/components/event/soon-list";
import { FanLink } from "@/components/site/fan-link";
import { buttonClass } from "@/components/ui/button-class";
import { listEvents } from "@/lib/events/list-events";
import { queryOf, type RawQuery, readSearch } from "./search-query";

const sorted = (values: string[]) => [...new Set(values)].sort((a, b) => a.localeCompare(b));

export default async function HomePage({ searchParams }: { searchParams: Promise<RawQuery> }) {
  const now = new Date();
  const search = readSearch(await searchParams);
  const searching = Object.values(search).some(Boolean);
  const { events: coming } = await listEvents({ from: now, limit: 100 });
  const found = searching ? (await listEvents(queryOf(search, now))).events : coming;
  const cities = sorted(coming.flatMap(({ venue }) => (venue ? [venue.city] : [])));
  const categories = sorted(coming.map(({ category }) => category));
  return (
    <>
      {!searching && <Hero events={coming} />}
      <SearchForm search={search} cities={cities} categories={categories} />
      {searching ? <Results events={found} now={now} /> : <Programme events={found} now={now} />}
    </>
  );
}

async function Results({ events, now }: { events: CardEvent[]; now: Date }) {
  const t = await getTranslations("home");
  return (
    <section aria-labelledby="results" className="flex flex-col gap-8 pt-12">
      <div className="flex flex-wrap items-baseline justify-between gap-x-8">
        <h1 id="results" className="text-2xl">
          {t("results", { count: events.length })}
        </h1>
        <FanLink href="/" className={buttonClass("plain")}>
          {t("everything")}
        </FanLink>
      </div>
      {events.length === 0 && <p className="max-w-[52ch] text-muted">{t("nothing")}</p>}
      <EventGrid events={events} now={now} />
    </section>
  );
}

async function Programme({ events, now }: { events: CardEvent[]; now: Date }) {
  const t = await getTranslations("home");
  const soon = events.filter((event) => saleState(event, now).kind === "soon");
  const onSale = events.filter((event) => saleState(event, now).kind === "open");
  if (events.length === 0) return <p className="py-16 text-lg text-muted">{t("empty")}</p>;
  return (
    <>
      {onSale.length > 0 && (
        <section aria-labelledby="on-sale" className="flex flex-col gap-8 pt-16">
          <h2 id="on-sale" className="text-2xl">
            {t("onSale")}
          </h2>
          <EventGrid events={onSale} now={now} />
        </section>
      )}
      {soon.length > 0 && (
        <section aria-labelledby="soon" className="flex flex-col gap-8 pt-20">
          <h2 id="soon" className="text-2xl">
            {t("soon")}
          </h2>
          <SoonList events={soon} now={now} />
        </section>
      )}
    </>
  );
}
