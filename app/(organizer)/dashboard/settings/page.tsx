import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { SettingsForm } from "@/components/organizer/settings-form";
import { PageHead } from "@/components/ui/page-head";
import { accentOf } from "@/lib/core/accent";
import { readOrganization } from "@/lib/organizations/update-organization";
import { pageGuard } from "../page-guard";
import { Words } from "../words";
import { previewAccent, saveSettings } from "./actions";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("settings"))("title") };
}

export default async function SettingsPage() {
  const by = await pageGuard("settings:write", "/dashboard/settings");
  const { name, accent } = await readOrganization(by);
  const t = await getTranslations("settings");
  return (
    <>
      <PageHead title={t("title")} lead={t("lead")} />
      <Words of={["settings", "refused"]}>
        <SettingsForm
          kept={{ name, accent }}
          shown={accent ? accentOf(accent) : undefined}
          preview={previewAccent}
          save={saveSettings.bind(null, by.organizationId)}
        />
      </Words>
    </>
  );
}
