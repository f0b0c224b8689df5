import { useTranslations } from "next-intl";

export type ShownDifference = { field: string; before?: string; after?: string };

/** What changed, field by field, before and after beside each other. */
export function Changes({ changes }: { changes: ShownDifference[] }) {
  const t = useTranslations("audit");
  if (changes.length === 0) return null;
  return (
    <details className="text-sm">
      <summary className="w-fit rounded-sm py-1 text-muted underline decoration-line underline-offset-4 hover:text-ink">
        {t("details", { count: changes.length })}
      </summary>
      <dl className="mt-2 grid gap-x-6 gap-y-2 border-line border-s-2 ps-4 sm:grid-cols-[minmax(8rem,auto)_1fr]">
        {changes.map(({ field, before, after }) => (
          <div key={field} className="contents">
            <dt className="break-all font-mono text-muted text-xs leading-6">{field}</dt>
            <dd className="min-w-0 break-words">
              {before !== undefined && (
                <del className="text-muted decoration-bad">
                  <span className="sr-only">{t("before")}: </span>
                  {before}
                </del>
              )}
              {before !== undefined && after !== undefined && <span aria-hidden="true"> → </span>}
              {after !== undefined && (
                <ins className="no-underline">
                  <span className="sr-only">{t("after")}: </span>
                  {after}
                </ins>
              )}
            </dd>
          </div>
        ))}
      </dl>
    </details>
  );
}
