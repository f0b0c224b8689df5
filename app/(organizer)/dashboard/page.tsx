import { redirect } from "next/navigation";
import { useTranslations } from "next-intl";
import { EmptyState } from "@/components/ui/empty-state";
import { PageHead } from "@/components/ui/page-head";
import { requirePermission } from "@/lib/auth/require-permission";

export default async function DashboardPage() {
  const member = await requirePermission("events:read");
  if (!member.ok && member.problem.kind === "unauthenticated") redirect("/sign-in?callbackUrl=/dashboard");
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
