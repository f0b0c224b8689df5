"use server";

import { z } from "zod";
import { createApiKey, newKey, revokeApiKey } from "@/lib/auth/api-key";
import { permittedAction } from "@/lib/auth/permitted-action";
import { uuid } from "@/lib/core/uuid";

const createBy = permittedAction("keys:manage", newKey, async (input, by) => {
  const made = await createApiKey({ ...by, ...input });
  return made;
});
/** The answer is the only place where the key is ever told. */
export const createKey = async (shownId: string, raw: z.input<typeof newKey>) => createBy(raw, shownId);

const revokeInput = z.object({ keyId: uuid });
const revokeBy = permittedAction("keys:manage", revokeInput, async (input, by) => {
  const revoked = await revokeApiKey({ ...by, ...input });
  return revoked;
});
export const revokeKey = async (shownId: string, raw: z.input<typeof revokeInput>) => revokeBy(raw, shownId);
