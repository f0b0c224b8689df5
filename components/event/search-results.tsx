import { useFormatter, useTranslations } from "next-intl";
import { FanLink } from "@/components/site/fan-link";
import { buttonClass } from "@/components/ui/button-class";
import { EmptyState } from "@/components/ui/empty-state";
import { isolated } from "@/lib/core/isolated";
import { useCategoryName } from "./category-name";
import type { CardEvent } from "./event-card";
import { EventGrid } from "./event-grid";
import { type Search, type SearchField, searchFields, searchPath } from "./search";

type Props = { search: Search; events: CardEvent[]; count: number; nextCursor: string | null; now: Date };

/** What a search found: how much, why, a page of it, and the way to the rest. */
export function SearchResults({ search, events, count, nextCursor, now }: Props) {
  const t = useTranslations("home");
  const { cursor, ...first } = search;
  return (
    <section aria-labelledby="results" className="flex flex-col gap-6 pt-12">
      <div className="flex flex-wrap items-baseline justify-between gap-x-8 gap-y-2">
        <h1 id="results" className="text-2xl">
          {t("results", { count })}
        </h1>
        <FanLink href="/" className={buttonClass("plain")}>
          {t("everything")}
        </FanLink>
      </div>
      <Filters search={first} />
      {events.length === 0 && (
        <EmptyState title={t("nothingTitle")} text={t("nothing")}>
          <FanLink href="/" className={buttonClass()}>
            {t("everything")}
          </FanLink>
        </EmptyState>
      )}
      <EventGrid events={events} now={now} />
      {(cursor || nextCursor) && (
        <nav aria-label={t("pages")} className="flex flex-wrap gap-3 pt-4">
          {nextCursor && (
            <FanLink href={searchPath({ ...first, cursor: nextCursor })} className={buttonClass()}>
              {t("more")}
            </FanLink>
          )}
          {cursor && (
            <FanLink href={searchPath(first)} className={buttonClass("quiet")}>
              {t("fromStart")}
            </FanLink>
          )}
        </nav>
      )}
    </section>
  );
}

/** What narrows the search, each gone with one press. */
function Filters({ search }: { search: Search }) {
  const t = useTranslations("search");
  const say = useFilterWords();
  const given = searchFields.flatMap((field) => (search[field] ? [{ field, value: search[field] }] : []));
  if (given.length === 0) return null;
  return (
    <ul className="flex flex-wrap gap-2" aria-label={t("filters")}>
      {given.map(({ field, value }) => (
        <li key={field}>
          <FanLink
            href={searchPath({ ...search, [field]: undefined })}
            prefetch={false}
            aria-label={t("remove", { filter: say(field, value) })}
            className="inline-flex min-h-11 items-center gap-2 rounded-full bg-sunken px-4 font-semibold text-sm hover:bg-ink hover:text-paper"
          >
            {say(field, value)}
            <span aria-hidden="true" className="text-base">
              ×
            </span>
          </FanLink>
        </li>
      ))}
    </ul>
  );
}

function useFilterWords() {
  const t = useTranslations("search");
  const format = useFormatter();
  const categoryName = useCategoryName();
  const day = (value: string) =>
    format.dateTime(new Date(value), { day: "numeric", month: "short", year: "numeric", timeZone: "UTC" });
  return (field: SearchField, value: string) => {
    if (field === "q") return isolated(`“${value}”`);
    if (field === "city") return isolated(value);
    if (field === "category") return isolated(categoryName(value));
    if (field === "from") return t("since", { date: day(value) });
    if (field === "to") return t("till", { date: day(value) });
    return value === "today" || value === "weekend" ? t(value) : t("month");
  };
}
