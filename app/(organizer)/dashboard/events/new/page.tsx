import type { Metadata } from "next";
import { useTranslations } from "next-intl";
import { getTranslations } from "next-intl/server";
import { categoryOptions } from "@/components/event/category-name";
import { PageHead } from "@/components/ui/page-head";
import { newId } from "@/lib/core/ids";
import type { EventFormFields } from "@/lib/events/event-form";
import { latestManaged } from "@/lib/events/list-managed";
import { blankTicketType } from "@/lib/events/ticket-type-form";
import { pageGuard } from "../../page-guard";
import { Words } from "../../words";
import { createDraft } from "../actions";
import { editorChoices, usual } from "../editor-choices";
import { NewEvent } from "./new-event";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("editor"))("newTitle") };
}

export default async function NewEventPage() {
  const who = await pageGuard("events:write", "/dashboard/events/new");
  const latest = await latestManaged(who);
  const values: EventFormFields = {
    draftId: newId(),
    title: "",
    summary: "",
    description: "",
    category: "music",
    dates: [{ startsAt: "", endsAt: "" }],
    venue: { name: "", city: "", country: "", address: "", ...latest?.venue },
    ...usual(latest),
    ...{ feeFixed: "", feePercent: "", taxes: [], holdMinutes: "", maxUnits: "" },
    pools: [],
    ticketTypes: [blankTicketType],
  };
  return <New values={values} here={who.organizationId} />;
}

function New({ values, here }: { values: EventFormFields; here: string }) {
  const t = useTranslations("editor");
  const categories = useTranslations("categories");
  return (
    <>
      <PageHead title={t("newTitle")} lead={t("newLead")} />
      <Words of={["editor", "events", "tickets"]}>
        <NewEvent
          values={values}
          choices={editorChoices()}
          categories={categoryOptions(categories)}
          createDraft={createDraft.bind(null, here)}
        />
      </Words>
    </>
  );
}
