import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import type { CardEvent } from "@/components/event/event-card";
import { EventGrid } from "@/components/event/event-grid";
import { Hero } from "@/components/event/hero";
import { NextSale } from "@/components/event/next-sale";
import { saleState } from "@/components/event/sale-state";
import { searchPath } from "@/components/event/search";
import { SearchForm } from "@/components/event/search-form";
import { SearchResults } from "@/components/event/search-results";
import { SoonList } from "@/components/event/soon-list";
import { FanLink } from "@/components/site/fan-link";
import { buttonClass } from "@/components/ui/button-class";
import { EmptyState } from "@/components/ui/empty-state";
import { countEvents } from "@/lib/events/count-events";
import { listEvents } from "@/lib/events/list-events";
import { nextSales } from "@/lib/events/next-sales";
import { searchChoices } from "@/lib/events/search-choices";
import { translated } from "./alternates";
import { type RawQuery, readSearch, searchOf } from "./search-query";

type Props = { searchParams: Promise<RawQuery> };

export const generateMetadata = (): Promise<Metadata> => translated("/");

const soonMax = 7;

export default async function HomePage({ searchParams }: Props) {
  const now = new Date();
  const search = readSearch(await searchParams);
  const searching = Object.values(search).some(Boolean);
  const asked = searchOf(search, now);
  const [choices, found, soon, count] = await Promise.all([
    searchChoices(),
    listEvents(asked),
    searching ? [] : nextSales(soonMax),
    searching ? countEvents(asked) : 0,
  ]);
  if (!searching) {
    return (
      <>
        <Hero events={found.events} />
        <SearchForm search={search} {...choices} />
        <Programme {...found} soon={soon} now={now} />
      </>
    );
  }
  return (
    <div className="pt-6">
      <SearchForm search={search} {...choices} />
      <SearchResults search={search} {...found} count={count} now={now} />
    </div>
  );
}

type ProgrammeProps = { events: CardEvent[]; soon: CardEvent[]; nextCursor: string | null; now: Date };

async function Programme({ events, soon, nextCursor, now }: ProgrammeProps) {
  const t = await getTranslations("home");
  const onSale = events.filter((event) => saleState(event, now).kind === "open");
  const [next, ...later] = soon;
  if (events.length === 0) {
    return (
      <div className="pt-12">
        <EmptyState title={t("empty")} text={t("emptyText")} />
      </div>
    );
  }
  return (
    <>
      {next && <NextSale event={next} now={now} />}
      {onSale.length > 0 && (
        <section aria-labelledby="on-sale" className="flex flex-col gap-8 pt-16">
          <h2 id="on-sale" className="text-2xl">
            {t("onSale")}
          </h2>
          <EventGrid events={onSale} now={now} />
        </section>
      )}
      {nextCursor && (
        <FanLink href={searchPath({ cursor: nextCursor })} className={`${buttonClass("quiet")} mt-10`}>
          {t("more")}
        </FanLink>
      )}
      {later.length > 0 && (
        <section aria-labelledby="soon" className="flex flex-col gap-8 pt-20">
          <h2 id="soon" className="text-2xl">
            {t("soon")}
          </h2>
          <SoonList events={later} now={now} />
        </section>
      )}
    </>
  );
}
