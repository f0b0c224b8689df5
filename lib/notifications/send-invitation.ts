import "server-only";
import { invitationById } from "@/db/queries/team";
import { mailTexts } from "@/lib/tickets/texts";
import { invitationLink } from "./links";
import type { Mail } from "./mail";
import { rendered } from "./render";
import { sendOnce } from "./send-once";
import { InvitationMail } from "./templates/invitation";

async function letter(invitationId: string): Promise<Mail | undefined> {
  const found = await invitationById(invitationId);
  if (!found || found.expired || found.invitation.acceptedAt || found.invitation.revokedAt) return undefined;
  const { invitation, organizationName: organization } = found;
  const { email, role } = invitation;
  return {
    to: email,
    subject: mailTexts()("invitation.subject", { organization }),
    messageId: `invitation.${invitationId}`,
    ...(await rendered(InvitationMail({ organization, email, role, link: invitationLink(invitationId) }))),
  };
}

/** Mails an invitation while it is open. Safe to repeat. */
export const sendInvitation = (invitationId: string): Promise<void> =>
  sendOnce("send-invitation", invitationId, () => letter(invitationId));
