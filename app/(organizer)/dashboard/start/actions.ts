"use server";

import type { z } from "zod";
import { chooseOrganization } from "@/lib/auth/membership";
import { signedInAction } from "@/lib/auth/permitted-action";
import { uuid } from "@/lib/core/uuid";
import { createOrganization, newOrganization } from "@/lib/organizations/create-organization";

const input = newOrganization.extend({ organizationId: uuid });

const startFor = signedInAction(input, async (wish, user) => {
  const made = await createOrganization({ ...wish, userId: user.id });
  if (made.ok) await chooseOrganization(made.value.id);
  return made;
});
/** An organization of one's own: for anybody who is signed in. */
export const startSelling = async (raw: z.input<typeof input>) => startFor(raw);
