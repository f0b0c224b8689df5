import { useFormatter, useTranslations } from "next-intl";
import { Card } from "@/components/ui/card";
import { formatMoney } from "@/lib/core/money";
import { Changes, type ShownDifference } from "./changes";
import { useAuditWords } from "./use-audit-words";

export type Happening = { key: string; at: string } & (
  | { kind: "ordered" | "paid" }
  | { kind: "mailed"; mail: string }
  | {
      kind: "changed";
      action: string;
      actor: string;
      actorName?: string | undefined;
      changes: ShownDifference[];
      amountCents?: number;
      reason?: string;
    }
);

const mails = ["send-tickets", "send-refund", "send-payment-failed"] as const;

function useWords(currency: string) {
  const t = useTranslations("orders");
  const words = useAuditWords();
  return (happening: Happening): string => {
    if (happening.kind === "mailed")
      return t(`mailed.${mails.find((mail) => mail === happening.mail) ?? "send-tickets"}`);
    if (happening.kind !== "changed") return t(happening.kind);
    const { action, amountCents } = happening;
    const done = words.action(action);
    return amountCents === undefined ? done : `${done}: ${formatMoney(amountCents, currency, "en-GB")}`;
  };
}

/** What happened to one order, the newest first. */
export function Timeline({
  happenings,
  timezone,
  currency,
}: {
  happenings: Happening[];
  timezone: string;
  currency: string;
}) {
  const t = useTranslations("orders");
  const audit = useTranslations("audit");
  const { actor } = useAuditWords();
  const format = useFormatter();
  const title = useWords(currency);
  return (
    <Card title={t("timeline")}>
      <ol className="flex flex-col">
        {happenings.map((each) => (
          <li
            key={each.key}
            className="relative flex flex-col border-line border-s-2 ps-5 pb-5 last:border-transparent last:pb-0"
          >
            <span aria-hidden="true" className="absolute -start-[5px] top-2 size-2 rounded-full bg-edge" />
            <span className="flex flex-wrap items-baseline justify-between gap-x-4">
              <span className="font-semibold text-sm">{title(each)}</span>
              <time dateTime={each.at} className="text-muted text-xs tabular-nums">
                {format.dateTime(new Date(each.at), { dateStyle: "medium", timeStyle: "short", timeZone: timezone })}
              </time>
            </span>
            {each.kind === "changed" && (
              <>
                <span className="text-muted text-xs">
                  {audit("by", { actor: actor(each) })}
                  {each.reason && ` · ${each.reason}`}
                </span>
                <Changes changes={each.changes} />
              </>
            )}
          </li>
        ))}
      </ol>
    </Card>
  );
}
