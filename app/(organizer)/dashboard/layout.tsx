import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { DashboardShell } from "@/components/organizer/dashboard-shell";
import { currentMember } from "@/lib/auth/membership";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("dashboard");
  return { title: { default: t("title"), template: `%s · ${t("title")}` }, robots: { index: false } };
}

/** What surrounds the organizer's pages. It guards nothing: each page and each action asks for itself. */
export default async function DashboardLayout({ children }: { children: React.ReactNode }) {
  const member = await currentMember();
  return (
    <DashboardShell organization={member.ok ? member.value.organizationName : undefined}>{children}</DashboardShell>
  );
}
