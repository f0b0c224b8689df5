"use server";

import { z } from "zod";
import { chooseOrganization } from "@/lib/auth/membership";
import { signedInAction } from "@/lib/auth/permitted-action";
import { acceptInvitation } from "@/lib/organizations/accept-invitation";

const input = z.object({ token: z.string().min(1).max(500) });

const joinFor = signedInAction(input, async ({ token }, user) => {
  const joined = await acceptInvitation({ token, user });
  if (joined.ok) await chooseOrganization(joined.value.organizationId);
  return joined;
});
/** Takes the place an invitation offers: for whoever has its token and its address. */
export const joinTeam = async (raw: z.input<typeof input>) => joinFor(raw);
