"use server";

import { z } from "zod";
import { currentUser } from "@/lib/auth/current-user";
import { chooseOrganization } from "@/lib/auth/membership";
import { action } from "@/lib/core/action";
import { refuse } from "@/lib/core/result";
import { acceptInvitation } from "@/lib/organizations/accept-invitation";

const input = z.object({ token: z.string().min(1).max(500) });

const joinFor = action(input, async ({ token }) => {
  const user = await currentUser();
  if (!user) return refuse({ kind: "unauthenticated" });
  const joined = await acceptInvitation({ token, user });
  if (joined.ok) await chooseOrganization(joined.value.organizationId);
  return joined;
});
/** Takes the place an invitation offers: for whoever has its token and its address. */
export const joinTeam = async (raw: z.input<typeof input>) => joinFor(raw);
