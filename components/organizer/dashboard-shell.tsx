import { useTranslations } from "next-intl";
import { SignOut } from "@/components/sign-in/sign-out";
import { ErrorTexts } from "@/components/site/error-texts";
import { Logo } from "@/components/site/logo";
import { Toasts } from "@/components/ui/toast";
import { DashboardNav } from "./dashboard-nav";

type Area = "events" | "orders" | "team" | "keys" | "audit" | "settings";
const pathOf = (area: Area) => (area === "events" ? "/dashboard" : `/dashboard/${area}`);

type Props = {
  organization: string | undefined;
  /** Where this person may go; what they may not see is not offered. */
  areas: Area[];
  children: React.ReactNode;
};

/** The way around beside the work; above it on a phone. */
export function DashboardShell({ organization, areas, children }: Props) {
  const t = useTranslations();
  const failure = {
    title: t("errors.title"),
    text: t("dashboard.failed"),
    retry: t("errors.retry"),
    home: t("dashboard.home"),
    homePath: "/dashboard",
  };
  return (
    <ErrorTexts value={failure}>
      <Toasts closeText={t("dashboard.close")}>
        <a
          href="#content"
          className="sr-only z-10 bg-accent px-4 py-3 font-bold text-on-accent focus:not-sr-only focus:fixed focus:start-2 focus:top-2"
        >
          {t("site.skip")}
        </a>
        <div className="flex min-h-dvh w-full flex-col lg:flex-row">
          <header className="flex flex-col gap-4 border-line bg-sunken px-4 pt-4 lg:sticky lg:top-0 lg:h-dvh lg:w-60 lg:shrink-0 lg:gap-8 lg:border-e lg:p-6">
            <div className="flex items-center justify-between gap-4">
              <a href="/dashboard" className="flex min-w-0 items-center gap-3 rounded-sm">
                <Logo />
                <span className="line-clamp-2 break-words font-extrabold leading-tight tracking-tight">
                  {organization ?? t("site.name")}
                </span>
              </a>
              <div className="lg:hidden">
                <SignOut text={t("dashboard.signOut")} />
              </div>
            </div>
            {areas.length > 0 && (
              <DashboardNav
                label={t("dashboard.navigation")}
                entries={areas.map((area) => ({ href: pathOf(area), text: t(`dashboard.${area}`) }))}
              />
            )}
            <div className="mt-auto flex flex-col gap-2 text-sm max-lg:hidden">
              <a href="/" className="rounded-sm py-2 text-muted underline underline-offset-4 hover:text-ink">
                {t("dashboard.site")}
              </a>
              <SignOut text={t("dashboard.signOut")} />
            </div>
          </header>
          <main id="content" tabIndex={-1} className="min-w-0 flex-1 px-4 py-6 outline-none sm:px-8 lg:py-8">
            <div className="mx-auto flex max-w-6xl flex-col gap-8">{children}</div>
          </main>
        </div>
      </Toasts>
    </ErrorTexts>
  );
}
