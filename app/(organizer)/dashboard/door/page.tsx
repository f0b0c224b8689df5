import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { PageHead } from "@/components/ui/page-head";
import { pageGuard } from "../page-guard";
import { OwnPlace } from "../team/own-place";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("door"))("short") };
}

/** Where those land who only scan. */
export default async function DoorPage() {
  const by = await pageGuard("checkin", "/dashboard/door");
  const t = await getTranslations("door");
  return (
    <>
      <PageHead title={t("title", { organization: by.organizationName })} lead={t("text")} />
      <OwnPlace member={by} />
    </>
  );
}
