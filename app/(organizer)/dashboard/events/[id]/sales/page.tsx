import type { Metadata } from "next";
import { useTranslations } from "next-intl";
import { getTranslations } from "next-intl/server";
import { EmptyState } from "@/components/ui/empty-state";
import type { EventView } from "@/lib/events/event-view";
import type { LiveSales } from "@/lib/events/live-sales";
import { pageGuard } from "../../../page-guard";
import { Words } from "../../../words";
import { capacityOf, type EventParams, ownEventOf } from "../../own";
import { LiveBoard } from "./live-board";
import { readLive } from "./read-live";

export async function generateMetadata({ params }: EventParams): Promise<Metadata> {
  const t = await getTranslations("sales");
  return { title: `${t("title")} · ${(await ownEventOf((await params).id)).event.title}` };
}

export default async function SalesPage({ params }: EventParams) {
  const { id } = await params;
  const who = await pageGuard("sales:read", `/dashboard/events/${id}/sales`);
  const { event, pools, publishedAt } = await ownEventOf(id);
  if (publishedAt === null) return <NotYet />;
  const live = await readLive(who, event.id);
  return <Board event={event} capacity={capacityOf(pools)} first={live.ok ? live.value : undefined} />;
}

function NotYet() {
  const t = useTranslations("sales");
  return <EmptyState title={t("draftTitle")} text={t("draftText")} />;
}

type Shown = { event: EventView; capacity: number; first: LiveSales | undefined };

function Board({ event, capacity, first }: Shown) {
  return (
    <Words of={["sales"]}>
      <LiveBoard
        eventId={event.id}
        timezone={event.timezone}
        currency={event.currency}
        capacity={capacity}
        first={first}
      />
    </Words>
  );
}
