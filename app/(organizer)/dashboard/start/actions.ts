"use server";

import type { z } from "zod";
import { currentUser } from "@/lib/auth/current-user";
import { chooseOrganization } from "@/lib/auth/membership";
import { action } from "@/lib/core/action";
import { refuse } from "@/lib/core/result";
import { uuid } from "@/lib/core/uuid";
import { createOrganization, newOrganization } from "@/lib/organizations/create-organization";

const input = newOrganization.extend({ organizationId: uuid });

const startFor = action(input, async (wish) => {
  const user = await currentUser();
  if (!user) return refuse({ kind: "unauthenticated" });
  const made = await createOrganization({ ...wish, userId: user.id });
  if (made.ok) await chooseOrganization(made.value.id);
  return made;
});
/** An organization of one's own: for anybody who is signed in. */
export const startSelling = async (raw: z.input<typeof input>) => startFor(raw);
