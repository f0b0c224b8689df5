import { env } from "@/lib/core/env";
import { ok, type Result, refuse } from "@/lib/core/result";
import { opens } from "./gate";
import { gateDocument } from "./gate-document";
import { livePass } from "./own-pass";
import type { Pass } from "./pass";

export type PassRequired = { kind: "pass_required"; queueUrl: string };

async function roomOf(eventId: string) {
  const { events } = await gateDocument();
  return Object.entries(events).find(([, { id, mode }]) => id === eventId && mode !== "off");
}

const passRequiredIn = (slug: string): PassRequired => ({
  kind: "pass_required",
  queueUrl: new URL(`/waiting-room/${slug}`, env().NEXTAUTH_URL).href,
});

/** What is said to whoever has no pass for this event. */
export async function passRequired(eventId: string): Promise<PassRequired> {
  const [slug = ""] = (await roomOf(eventId)) ?? [];
  return passRequiredIn(slug);
}

/**
 * Asked again behind the gate, by every route and action that reserves. Without a waiting room everyone may pass;
 * with one, the pass comes back: one that was given to this very visitor. Verified offline: whether its slot is still
 * theirs is for keepSession to say.
 */
export async function requirePass(
  eventId: string,
  fan: string | undefined,
): Promise<Result<Pass | undefined, PassRequired>> {
  const [slug, gate] = (await roomOf(eventId)) ?? [];
  if (!slug || !gate) return ok(undefined);
  const pass = await livePass(eventId, fan);
  return opens(gate, pass) ? ok(pass) : refuse(passRequiredIn(slug));
}
