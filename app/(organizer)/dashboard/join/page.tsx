import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { JoinForm } from "@/components/organizer/join-form";
import { SignOut } from "@/components/sign-in/sign-out";
import { buttonClass } from "@/components/ui/button-class";
import { Card } from "@/components/ui/card";
import { PageHead } from "@/components/ui/page-head";
import { currentUser } from "@/lib/auth/current-user";
import { signInPath } from "@/lib/core/sign-in-path";
import { readInvitation } from "@/lib/organizations/accept-invitation";
import { Words } from "../words";
import { joinTeam } from "./actions";

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("join");
  return { title: t("title"), robots: { index: false }, referrer: "same-origin" };
}

/** What a mailed invitation opens. It does nothing by itself: mail scanners open links too. */
export default async function JoinPage({ searchParams }: Props) {
  const { token: given } = await searchParams;
  const token = typeof given === "string" ? given.slice(0, 500) : "";
  const user = await currentUser();
  const t = await getTranslations("join");
  if (!user) {
    const back = `/dashboard/join?token=${encodeURIComponent(token)}`;
    return (
      <PageHead title={t("title")} lead={t("signInText")}>
        <a href={signInPath(back)} className={buttonClass()}>
          {t("signIn")}
        </a>
      </PageHead>
    );
  }
  const offered = await readInvitation({ token, user });
  const { email } = user;
  if (!offered.ok) {
    const { kind } = offered.problem;
    return (
      <PageHead title={t(`${kind}Title`)} lead={kind === "forbidden" ? t("forbidden", { email }) : t(kind)}>
        {kind === "forbidden" && <SignOut text={(await getTranslations("dashboard"))("signOut")} />}
      </PageHead>
    );
  }
  const { organizationName: organization, role } = offered.value;
  const roleName = (await getTranslations("roles"))(role);
  return (
    <Card className="max-w-xl">
      <h1 className="break-words text-xl">{t("offer", { organization })}</h1>
      <p className="break-words text-muted">{t("text", { role: roleName, email })}</p>
      <p className="text-muted text-sm">{(await getTranslations("roleNotes"))(role)}</p>
      <Words of={["join", "refused"]}>
        <JoinForm token={token} organization={organization} join={joinTeam} />
      </Words>
    </Card>
  );
}
