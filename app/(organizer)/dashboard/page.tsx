import { redirect } from "next/navigation";
import { useTranslations } from "next-intl";
import { EmptyState } from "@/components/ui/empty-state";
import { PageHead } from "@/components/ui/page-head";
import { requireRole } from "@/lib/auth/require-role";

export default async function DashboardPage() {
  const member = await requireRole(["owner", "manager", "support", "finance"]);
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
