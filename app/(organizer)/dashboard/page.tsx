import { redirect } from "next/navigation";
import { useTranslations } from "next-intl";
import { EmptyState } from "@/components/ui/empty-state";
import { PageHead } from "@/components/ui/page-head";
import { currentMember } from "@/lib/auth/membership";
import { mayDo } from "@/lib/auth/permissions";
import { pageGuard } from "./page-guard";

export default async function DashboardPage() {
  const member = await currentMember();
  if (member.ok && !mayDo(member.value.role, "events:read")) redirect("/dashboard/door");
  await pageGuard("events:read", "/dashboard");
  return <Landing />;
}

function Landing() {
  const t = useTranslations("dashboard");
  return (
    <>
      <PageHead title={t("events")} />
      <EmptyState title={t("title")} />
    </>
  );
}
