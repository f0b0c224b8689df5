import type { Metadata } from "next";
import { useTranslations } from "next-intl";
import { getTranslations } from "next-intl/server";
import { categoryOptions } from "@/components/event/category-name";
import { detailsFieldsOf } from "@/lib/events/details-fields";
import type { OwnEvent } from "@/lib/events/own-event";
import { pageGuard } from "../../../page-guard";
import { Words } from "../../../words";
import { editorChoices } from "../../editor-choices";
import { type EventParams, ownEventOf } from "../../own";
import { EditDetails } from "./edit-details";

export async function generateMetadata({ params }: EventParams): Promise<Metadata> {
  const t = await getTranslations("events");
  return { title: `${t("details")} · ${(await ownEventOf((await params).id)).event.title}` };
}

export default async function EditPage({ params }: EventParams) {
  const { id } = await params;
  await pageGuard("events:write", `/dashboard/events/${id}/edit`);
  return <Edit own={await ownEventOf(id)} />;
}

function Edit({ own: { event, publishedAt } }: { own: OwnEvent }) {
  const categories = useTranslations("categories");
  const options = categoryOptions(categories);
  const known = options.some(([name]) => name === event.category);
  return (
    <Words of={["editor", "events", "tickets"]}>
      <EditDetails
        eventId={event.id}
        values={{ ...detailsFieldsOf(event), draftId: event.id, pools: [], ticketTypes: [] }}
        choices={editorChoices()}
        // An organizer's program may have named a kind we have no word for.
        categories={known ? options : [...options, [event.category, event.category]]}
        hold={event.hold}
        isPublic={event.status === "published"}
        wasPublic={publishedAt !== null}
      />
    </Words>
  );
}
