"use server";

import { updateTag } from "next/cache";
import { z } from "zod";
import { permittedAction } from "@/lib/auth/permitted-action";
import { eventTag } from "@/lib/cache/keys";
import { accentColour, accentOf } from "@/lib/core/accent";
import { ok } from "@/lib/core/result";
import { organizationPatch, updateOrganization } from "@/lib/organizations/update-organization";

const saveBy = permittedAction("settings:write", organizationPatch, async (input, by) => {
  const slugs = await updateOrganization({ ...by, ...input });
  for (const slug of slugs) updateTag(eventTag(slug));
  return ok(undefined);
});
export const saveSettings = async (shownId: string, raw: z.input<typeof organizationPatch>) => saveBy(raw, shownId);

const previewInput = z.object({ accent: accentColour });
const previewBy = permittedAction("settings:write", previewInput, async ({ accent }) => ok(accentOf(accent)));
/** What a colour would look like, before it is saved. */
export const previewAccent = async (raw: z.input<typeof previewInput>) => previewBy(raw);
