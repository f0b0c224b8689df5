import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { InviteDialog } from "@/components/organizer/invite-dialog";
import { InvitationList, MemberList } from "@/components/organizer/team-list";
import { Card } from "@/components/ui/card";
import { PageHead } from "@/components/ui/page-head";
import { mayDo } from "@/lib/auth/permissions";
import { listTeam } from "@/lib/organizations/list-team";
import { pageGuard } from "../page-guard";
import { Words } from "../words";
import { endMembership, giveRole, inviteMember, takeBackInvitation } from "./actions";
import { OwnPlace } from "./own-place";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("team"))("title") };
}

export default async function TeamPage() {
  const by = await pageGuard("team:read", "/dashboard/team");
  const { members, invitations } = await listTeam(by);
  const manages = mayDo(by.role, "team:manage");
  const here = by.organizationId;
  const t = await getTranslations("team");
  return (
    <>
      <Words of={["team", "roles", "roleNotes", "refused"]}>
        <PageHead title={t("title")} lead={t("lead")}>
          {manages && <InviteDialog invite={inviteMember.bind(null, here)} />}
        </PageHead>
        <Card title={t("members")}>
          <MemberList
            members={members}
            ownId={by.user.id}
            doings={
              manages ? { giveRole: giveRole.bind(null, here), remove: endMembership.bind(null, here) } : undefined
            }
          />
        </Card>
        {manages && invitations.length > 0 && (
          <Card title={t("invitations")}>
            <InvitationList invitations={invitations} takeBack={takeBackInvitation.bind(null, here)} />
          </Card>
        )}
      </Words>
      <OwnPlace member={by} />
    </>
  );
}
