import Link from "next/link";
import { useFormatter, useTranslations } from "next-intl";
import { Changes, type ShownDifference } from "./changes";
import { useAuditWords } from "./use-audit-words";

type Entry = {
  id: number;
  at: string;
  actor: string;
  actorName?: string | undefined;
  action: string;
  targetId: string;
  requestId: string | null;
  changes: ShownDifference[];
};

/** Changes, the newest first. Whoever made one, and what it was made to, lead to the others. */
export function AuditList({
  entries,
  linkOf,
}: {
  entries: Entry[];
  linkOf: (filter: Record<string, string>) => string;
}) {
  const t = useTranslations("audit");
  const format = useFormatter();
  const words = useAuditWords();
  const link = "underline decoration-line underline-offset-4 hover:decoration-ink";
  return (
    <ol className="flex flex-col rounded-lg bg-surface px-4 shadow-lift sm:px-6">
      {entries.map((entry) => {
        const actor = words.actor(entry);
        return (
          <li key={entry.id} className="flex flex-col gap-1 border-line border-t py-4 first:border-0">
            <p className="flex flex-wrap items-baseline justify-between gap-x-6 gap-y-1">
              <span className="min-w-0 break-words">
                <span className="font-semibold">{words.action(entry.action)}</span>{" "}
                <span className="text-muted text-sm">
                  {t.rich("byWho", {
                    actor,
                    who: (chunks) => (
                      <Link href={linkOf({ actor: entry.actor })} prefetch={false} className={link}>
                        {chunks}
                      </Link>
                    ),
                  })}
                </span>
              </span>
              <time dateTime={entry.at} className="text-muted text-xs tabular-nums">
                {t("at", { when: format.dateTime(new Date(entry.at), { dateStyle: "medium", timeStyle: "medium" }) })}
              </time>
            </p>
            <p className="break-all font-mono text-muted text-xs">
              <Link href={linkOf({ target: entry.targetId })} prefetch={false} className={link}>
                {entry.targetId}
              </Link>
              {entry.requestId && <span className="max-sm:hidden"> · {t("request", { id: entry.requestId })}</span>}
            </p>
            <Changes changes={entry.changes} />
          </li>
        );
      })}
    </ol>
  );
}
