"use server";

import { headers } from "next/headers";
import { after } from "next/server";
import { z } from "zod";
import { endSessionsOf } from "@/lib/auth/end-sessions";
import { chooseOrganization } from "@/lib/auth/membership";
import { permittedAction, signedInAction } from "@/lib/auth/permitted-action";
import { ok, type Result } from "@/lib/core/result";
import { uuid } from "@/lib/core/uuid";
import { changeRole, leaveOrganization, removeMember } from "@/lib/organizations/change-team";
import { type InviteProblem, invite, newInvitation, revokeInvitation } from "@/lib/organizations/invite";
import { teamRole } from "@/lib/organizations/team-role";
import { publishOutboxQuietly } from "@/lib/queue/publish-outbox";
import { type LimitProblem, limit } from "@/lib/rate-limit/limit";
import { networkOf } from "@/lib/rate-limit/network";

const userId = z.string().min(1).max(64);
/** Nothing is to be said. */
const nothing = z.object({});

type Invited = Result<{ id: string }, InviteProblem | LimitProblem>;
const inviteInput = newInvitation.extend({ invitationId: uuid });
const inviteBy = permittedAction("team:manage", inviteInput, async (input, by): Promise<Invited> => {
  const network = networkOf(await headers());
  const counted = await limit("invite", { address: input.email, organization: by.organizationId, network });
  if (!counted.ok) return counted;
  const invited = await invite({ ...by, ...input });
  if (!invited.ok) return invited;
  after(publishOutboxQuietly);
  return invited;
});
export const inviteMember = async (shownId: string, raw: z.input<typeof inviteInput>) => inviteBy(raw, shownId);

const revokeInput = z.object({ invitationId: uuid });
const revokeBy = permittedAction("team:manage", revokeInput, async (input, by) => {
  const revoked = await revokeInvitation({ ...by, ...input });
  return revoked;
});
export const takeBackInvitation = async (shownId: string, raw: z.input<typeof revokeInput>) => revokeBy(raw, shownId);

const roleInput = z.object({ userId, role: teamRole });
const roleBy = permittedAction("team:manage", roleInput, async (input, by) => {
  const changed = await changeRole(by, input.userId, input.role);
  return changed;
});
export const giveRole = async (shownId: string, raw: z.input<typeof roleInput>) => roleBy(raw, shownId);

const removeInput = z.object({ userId });
const removeBy = permittedAction("team:manage", removeInput, async (input, by) => {
  const removed = await removeMember(by, input.userId);
  return removed;
});
export const endMembership = async (shownId: string, raw: z.input<typeof removeInput>) => removeBy(raw, shownId);

const leaveBy = permittedAction("team:leave", nothing, async (_, by) => leaveOrganization(by));
/** Gives up one's own place. */
export const leaveTeam = async (shownId: string, raw: z.input<typeof nothing>) => leaveBy(raw, shownId);

const everywhereBy = signedInAction(nothing, async (_, user) => {
  await endSessionsOf(user.id);
  return ok(undefined);
});
/** Ends every session of whoever asks. */
export const signOutEverywhere = async (raw: z.input<typeof nothing>) => everywhereBy(raw);

const chooseInput = z.object({ organizationId: uuid });
const chooseBy = permittedAction("team:leave", chooseInput, async ({ organizationId }) => {
  const chosen = await chooseOrganization(organizationId);
  return chosen.ok ? ok(undefined) : chosen;
});
/** Shows another of one's organizations from now on. */
export const showOrganization = async (raw: z.input<typeof chooseInput>) => chooseBy(raw);
