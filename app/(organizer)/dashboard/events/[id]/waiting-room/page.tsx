import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { mayDo } from "@/lib/auth/permissions";
import { localOf } from "@/lib/core/local-time";
import { pageGuard } from "../../../page-guard";
import { Words } from "../../../words";
import { type EventParams, ownEventOf } from "../../own";
import { readLive } from "../sales/read-live";
import { RoomDesk } from "./room-desk";

export async function generateMetadata({ params }: EventParams): Promise<Metadata> {
  const t = await getTranslations("roomDesk");
  return { title: `${t("title")} · ${(await ownEventOf((await params).id)).event.title}` };
}

export default async function RoomDeskPage({ params }: EventParams) {
  const { id } = await params;
  const who = await pageGuard("sales:read", `/dashboard/events/${id}/waiting-room`);
  const { event, room, publishedAt } = await ownEventOf(id);
  const mayWrite = mayDo(who.role, "events:write");
  // A code is as good as a place: who may only watch does not see it.
  const { lanes = [], ...settings } = room;
  const laneFields = lanes.map(({ opensAt, ...lane }) => ({
    ...lane,
    opensAtLocal: opensAt ? localOf(opensAt, event.timezone) : "",
  }));
  const live = publishedAt ? await readLive(who, event.id) : undefined;
  return (
    <Words of={["roomDesk", "events", "editor", "sales"]}>
      <RoomDesk
        eventId={event.id}
        slug={event.slug}
        room={settings}
        lanes={mayWrite ? laneFields : []}
        opensAtLocal={room.opensAt ? localOf(room.opensAt, event.timezone) : ""}
        timezone={event.timezone}
        isPublished={publishedAt !== null}
        mayWrite={mayWrite}
        first={live?.ok ? live.value : undefined}
      />
    </Words>
  );
}
