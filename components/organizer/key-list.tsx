"use client";

import { useFormatter, useTranslations } from "next-intl";
import { buttonClass } from "@/components/ui/button-class";
import { Ask } from "./ask";

type Key = { id: string; name: string; scopes: string[]; createdAt: string; lastUsedAt: string | null };
type Outcome = { ok: true; value: unknown } | { ok: false; problem: { kind: string } };
type Props = { keys: Key[]; revoke: (input: { keyId: string }) => Promise<Outcome> };

export function KeyList({ keys, revoke }: Props) {
  const t = useTranslations("keys");
  const format = useFormatter();
  const day = (at: string) => format.dateTime(new Date(at), { dateStyle: "medium" });
  return (
    <ul aria-label={t("caption")} className="flex flex-col rounded-lg bg-surface px-4 shadow-lift sm:px-6">
      {keys.map(({ id, name, scopes, createdAt, lastUsedAt }) => (
        <li
          key={id}
          className="flex flex-wrap items-center justify-between gap-x-6 gap-y-3 border-line border-t py-4 first:border-0"
        >
          <div className="min-w-0 flex-1 basis-60">
            <p className="break-words font-semibold">{name}</p>
            {scopes.includes("*") ? (
              <p className="text-muted text-xs">{t("scope.*")}</p>
            ) : (
              <p className="break-words font-mono text-muted text-xs">{scopes.join(" · ")}</p>
            )}
          </div>
          <dl className="grid grid-cols-2 gap-x-6 text-sm">
            <div>
              <dt className="text-muted text-xs">{t("created")}</dt>
              <dd className="whitespace-nowrap">{day(createdAt)}</dd>
            </div>
            <div>
              <dt className="text-muted text-xs">{t("used")}</dt>
              <dd className="whitespace-nowrap">{lastUsedAt ? day(lastUsedAt) : t("never")}</dd>
            </div>
          </dl>
          <Ask
            trigger={
              <button type="button" className={buttonClass("quiet", "sm")} aria-label={t("revokeOf", { name })}>
                {t("revoke")}
              </button>
            }
            texts={{ title: t("revokeTitle", { name }), text: t("revokeText"), go: t("revoke"), cancel: t("cancel") }}
            act={() => revoke({ keyId: id })}
            done={() => t("revoked", { name })}
          />
        </li>
      ))}
    </ul>
  );
}
