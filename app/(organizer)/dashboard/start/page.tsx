import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { StartForm } from "@/components/organizer/start-form";
import { Card } from "@/components/ui/card";
import { PageHead } from "@/components/ui/page-head";
import { currentUser } from "@/lib/auth/current-user";
import { Words } from "../words";
import { startSelling } from "./actions";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("start"))("title") };
}

/** Where somebody without an organization lands, and where a second one begins. */
export default async function StartPage() {
  const user = await currentUser();
  if (!user) redirect("/sign-in?callbackUrl=/dashboard/start");
  const t = await getTranslations("start");
  return (
    <>
      <PageHead title={t("title")} lead={t("lead")} />
      <Words of={["start", "refused"]}>
        <Card className="max-w-xl">
          <StartForm start={startSelling} />
        </Card>
      </Words>
      <p className="max-w-xl break-words text-muted text-sm">{t("invited", { email: user.email })}</p>
    </>
  );
}
