import { useTranslations } from "next-intl";
import { FanLink } from "@/components/site/fan-link";
import { type Search, searchPath } from "./search";

const spans = ["today", "weekend", "month"] as const;

/** The usual wishes as links: each keeps the rest of the search, and pressed again it is gone. */
export function DateChips({ search: { cursor: _, ...search } }: { search: Search }) {
  const t = useTranslations("search");
  return (
    <ul className="flex flex-wrap gap-2">
      {spans.map((span) => {
        const chosen = search.when === span;
        return (
          <li key={span}>
            <FanLink
              href={searchPath({ ...search, when: chosen ? undefined : span })}
              prefetch={false}
              aria-current={chosen ? "true" : undefined}
              className={`inline-flex min-h-11 items-center rounded-full border-2 px-4 font-semibold text-sm hover:border-ink ${chosen ? "border-ink bg-ink text-paper" : "border-edge"}`}
            >
              {t(span)}
              {chosen && (
                <span aria-hidden="true" className="ps-2">
                  ×
                </span>
              )}
            </FanLink>
          </li>
        );
      })}
    </ul>
  );
}
