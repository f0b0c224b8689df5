import type { Metadata } from "next";
import Link from "next/link";
import { redirect } from "next/navigation";
import { useTranslations } from "next-intl";
import { getTranslations } from "next-intl/server";
import { buttonClass } from "@/components/ui/button-class";
import { EmptyState } from "@/components/ui/empty-state";
import { PageHead } from "@/components/ui/page-head";
import { currentMember } from "@/lib/auth/membership";
import { mayDo } from "@/lib/auth/permissions";
import type { Grant } from "@/lib/core/grant";
import { type EventShelf, eventShelves, listManaged, managedQuery } from "@/lib/events/list-managed";
import { EventRows } from "./events/event-rows";
import { pageGuard } from "./page-guard";

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("events"))("title") };
}

/** Where an organizer lands: their events. */
export default async function EventsPage({ searchParams }: Props) {
  const member = await currentMember();
  if (member.ok && !mayDo(member.value.role, "events:read")) redirect("/dashboard/door");
  const who = await pageGuard("events:read", "/dashboard");
  const asked = managedQuery.safeParse({ shelf: "upcoming", ...(await searchParams) });
  const query = asked.success ? asked.data : { shelf: "upcoming" as const };
  const page = await listManaged({ ...who, ...query });
  const others = page.events.length === 0 && !query.cursor ? await otherShelf(who, query.shelf) : query.shelf;
  return (
    <Events {...page} shelf={query.shelf} isNew={others === undefined} mayWrite={mayDo(who.role, "events:write")} />
  );
}

/** Another shelf that has something; undefined for an organization without any event. */
async function otherShelf(who: Grant<"events:read">, except: EventShelf) {
  for (const shelf of eventShelves.filter((each) => each !== except)) {
    const { events } = await listManaged({ ...who, shelf, limit: 1 });
    if (events.length > 0) return shelf;
  }
  return undefined;
}

type Shown = Awaited<ReturnType<typeof listManaged>> & { shelf: EventShelf; isNew: boolean; mayWrite: boolean };

function Events({ events, nextCursor, shelf, isNew, mayWrite }: Shown) {
  const t = useTranslations("events");
  const make = mayWrite && (
    <Link href="/dashboard/events/new" className={buttonClass()}>
      {isNew ? t("first") : t("new")}
    </Link>
  );
  if (isNew) {
    return (
      <>
        <PageHead title={t("title")} lead={t("lead")} />
        <EmptyState title={t("firstTitle")} text={t("firstText")}>
          {make}
        </EmptyState>
      </>
    );
  }
  return (
    <>
      <PageHead title={t("title")} lead={t("lead")}>
        {make}
      </PageHead>
      <Shelves current={shelf} />
      {events.length > 0 ? <EventRows events={events} now={new Date()} /> : <EmptyShelf shelf={shelf} />}
      {nextCursor && (
        <Link href={`/dashboard?shelf=${shelf}&cursor=${nextCursor}`} className={`${buttonClass("quiet")} self-start`}>
          {t("more")}
        </Link>
      )}
    </>
  );
}

function Shelves({ current }: { current: EventShelf }) {
  const t = useTranslations("events");
  return (
    <nav aria-label={t("shelves")} className="flex gap-2">
      {eventShelves.map((shelf) => (
        <Link
          key={shelf}
          href={`/dashboard?shelf=${shelf}`}
          aria-current={shelf === current ? "page" : undefined}
          className="flex min-h-11 items-center rounded-md px-4 font-semibold text-muted text-sm hover:text-ink aria-[current]:bg-surface aria-[current]:text-ink aria-[current]:shadow-lift"
        >
          {t(shelf)}
        </Link>
      ))}
    </nav>
  );
}

function EmptyShelf({ shelf }: { shelf: EventShelf }) {
  const t = useTranslations("events");
  const words = {
    upcoming: [t("emptyUpcoming"), t("emptyUpcomingText")],
    drafts: [t("emptyDrafts"), t("emptyDraftsText")],
    past: [t("emptyPast"), t("emptyPastText")],
  }[shelf];
  return <EmptyState title={words[0] ?? ""} text={words[1] ?? ""} />;
}
