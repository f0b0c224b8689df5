import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { DashboardShell } from "@/components/organizer/dashboard-shell";
import { currentMember } from "@/lib/auth/membership";
import { mayDo, type Permission } from "@/lib/auth/permissions";

const areas = [
  ["events", "events:read"],
  ["orders", "orders:read"],
  ["team", "team:read"],
  ["keys", "keys:manage"],
  ["audit", "audit:read"],
  ["settings", "settings:write"],
] as const satisfies [string, Permission][];

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("dashboard");
  return { title: { default: t("title"), template: `%s · ${t("title")}` }, robots: { index: false } };
}

/** What surrounds the organizer's pages. It guards nothing: each page and each action asks for itself. */
export default async function DashboardLayout({ children }: { children: React.ReactNode }) {
  const member = await currentMember();
  const { organizationName, role } = member.ok ? member.value : {};
  const open = areas.flatMap(([area, permission]) => (role && mayDo(role, permission) ? [area] : []));
  return (
    <DashboardShell organization={organizationName} areas={open}>
      {children}
    </DashboardShell>
  );
}
