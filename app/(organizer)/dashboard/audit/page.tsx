import type { Metadata } from "next";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { getTranslations } from "next-intl/server";
import type { z } from "zod";
import { AuditList } from "@/components/organizer/audit-list";
import { Pager } from "@/components/organizer/pager";
import { buttonClass } from "@/components/ui/button-class";
import { EmptyState } from "@/components/ui/empty-state";
import { Field, SelectField } from "@/components/ui/field";
import { PageHead } from "@/components/ui/page-head";
import { auditLog, auditQuery } from "@/lib/organizations/audit-log";
import { pageGuard } from "../page-guard";

const path = "/dashboard/audit";
const nouns = ["event", "ticket_type", "pool", "order", "member", "invitation", "key", "organization"] as const;

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };
type Query = z.output<typeof auditQuery>;
type Page = Awaited<ReturnType<typeof auditLog>>;

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("audit"))("title") };
}

const addressOf = (filter: Query) => {
  const said = Object.entries(filter).flatMap(([name, value]) => (value ? [[name, String(value)]] : []));
  return said.length > 0 ? `${path}?${new URLSearchParams(said)}` : path;
};

export default async function AuditPage({ searchParams }: Props) {
  const by = await pageGuard("audit:read", path);
  const query = auditQuery.parse(await searchParams);
  return <Audit page={await auditLog(by, query)} query={query} />;
}

function Audit({ page: { entries, nextCursor }, query }: { page: Page; query: Query }) {
  const t = useTranslations("audit");
  const { cursor, ...filter } = query;
  return (
    <>
      <PageHead title={t("title")} lead={t("lead")} />
      <Filter filter={filter} />
      {entries.length > 0 ? (
        <AuditList entries={entries} linkOf={(more) => addressOf({ ...filter, ...more })} />
      ) : (
        <EmptyState title={t("emptyTitle")} text={t("empty")} />
      )}
      <Pager
        first={cursor ? addressOf(filter) : undefined}
        more={nextCursor ? addressOf({ ...filter, cursor: nextCursor }) : undefined}
        texts={{ label: t("pages"), first: t("first"), more: t("more") }}
      />
    </>
  );
}

function Filter({ filter }: { filter: Query }) {
  const t = useTranslations("audit");
  const options = nouns.map((noun) => [noun, t(`nouns.${noun}`)] as [string, string]);
  const isFiltered = Object.values(filter).some(Boolean);
  return (
    <search>
      <form action={path} className="grid items-end gap-3 sm:grid-cols-[12rem_1fr_auto]">
        <SelectField
          label={t("about")}
          name="action"
          defaultValue={filter.action?.split(".")[0] ?? ""}
          options={[["", t("anything")], ...options]}
        />
        <Field
          label={t("target")}
          name="target"
          defaultValue={filter.target}
          placeholder={t("targetHint")}
          maxLength={80}
          autoComplete="off"
        />
        {filter.actor && <input type="hidden" name="actor" value={filter.actor} />}
        <div className="flex gap-3">
          <button type="submit" className={buttonClass()}>
            {t("filter")}
          </button>
          {isFiltered && (
            <Link href={path} className={buttonClass("plain")}>
              {t("reset")}
            </Link>
          )}
        </div>
      </form>
    </search>
  );
}
