import { YourPlace } from "@/components/organizer/your-place";
import { type Member, ownMemberships } from "@/lib/auth/membership";
import { Words } from "../words";
import { leaveTeam, showOrganization, signOutEverywhere } from "./actions";

/** What everybody may do about their own place, whatever their role. */
export async function OwnPlace({ member }: { member: Member }) {
  const own = await ownMemberships();
  const { user, role, organizationId, organizationName } = member;
  return (
    <Words of={["team", "roles", "refused"]}>
      <YourPlace
        {...{ role, organizationId, email: user.email, organization: organizationName }}
        others={own.ok ? own.value.memberships : []}
        leave={leaveTeam.bind(null, organizationId)}
        signOut={signOutEverywhere}
        show={showOrganization}
      />
    </Words>
  );
}
