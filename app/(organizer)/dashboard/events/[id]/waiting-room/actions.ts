"use server";

import { revalidatePath, updateTag } from "next/cache";
import { z } from "zod";
import { stock } from "@/app/api/v1/organizer/stock";
import { permittedAction } from "@/lib/auth/permitted-action";
import { eventTag } from "@/lib/cache/keys";
import { ok, refuse } from "@/lib/core/result";
import { uuid } from "@/lib/core/uuid";
import { changeRoom } from "@/lib/events/change-room";
import { roomPatch } from "@/lib/events/event-input";
import { revokePasses } from "@/lib/events/revoke-passes";
import { applyRevocation } from "@/lib/waiting-room/apply-revocation";
import { applySettings } from "@/lib/waiting-room/apply-settings";
import { findPerson } from "@/lib/waiting-room/find-person";
import { shortHashLength } from "@/lib/waiting-room/gate";

const patch = z.object({ eventId: uuid, patch: roomPatch });
const save = permittedAction("events:write", patch, async (change, who) => {
  const changed = await changeRoom({ ...who, ...change }, stock);
  if (!changed.ok) return changed;
  await applySettings(change.eventId);
  updateTag(eventTag(changed.value.event.slug));
  revalidatePath("/dashboard", "layout");
  return ok({ eventId: change.eventId });
});
/** What is not named stays. */
export const saveRoom = async (raw: unknown) => save(raw);

const whose = z.object({ eventId: uuid, whom: z.string().trim().min(1).max(320).optional() });
const revoke = permittedAction("events:write", whose, async ({ eventId, whom }, who) => {
  const person = whom === undefined ? undefined : await findPerson(eventId, whom);
  if (whom !== undefined && person === undefined) return refuse({ kind: "conflict", detail: "Nobody here is that" });
  const wish = { ...who, eventId, person, shortHash: person?.slice(0, shortHashLength) ?? "" };
  const revoked = await revokePasses(wish, stock);
  if (!revoked.ok) return revoked;
  const { epoch, isAll } = revoked.value;
  await applyRevocation(eventId, { epoch, person, isAll });
  return ok({ eventId });
});
/** Passes of one person, by address or code; of everybody where nobody is named. `conflict`: nobody here is that. */
export const takeBackPasses = async (raw: unknown) => revoke(raw);
