import type { Metadata } from "next";
import { useTranslations } from "next-intl";
import { getTranslations } from "next-intl/server";
import { EventArticle } from "@/components/event/event-article";
import { Notice } from "@/components/ui/notice";
import type { EventView } from "@/lib/events/event-view";
import { publicView } from "@/lib/events/view-event";
import { type EventParams, ownEventOf } from "../../own";

export async function generateMetadata({ params }: EventParams): Promise<Metadata> {
  const t = await getTranslations("events");
  return { title: `${t("preview")} · ${(await ownEventOf((await params).id)).event.title}` };
}

/** The fan's page of an event that may not be public: made for each request, for its team alone. */
export default async function PreviewPage({ params }: EventParams) {
  const { event } = await ownEventOf((await params).id);
  return <Preview event={event} />;
}

function Preview({ event }: { event: EventView }) {
  const t = useTranslations("events");
  return (
    <div className="flex flex-col gap-6">
      {event.status === "draft" && <Notice>{t("previewNote")}</Notice>}
      <EventArticle event={publicView(event)} now={new Date()} heading="h2" />
    </div>
  );
}
