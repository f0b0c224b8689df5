import { env } from "@/lib/core/env";
import { ok, type Result, refuse } from "@/lib/core/result";
import { opens } from "./gate";
import { gateDocument } from "./gate-document";
import { isOver } from "./keep-session";
import { livePass } from "./own-pass";
import type { Pass } from "./pass";

export type PassRequired = { kind: "pass_required"; queueUrl: string };

/**
 * Asked again behind the gate, by every route and action that reserves. Without a waiting room everyone may pass;
 * with one, the pass comes back: one that was given to this very visitor, and whose slot is still theirs.
 */
export async function requirePass(
  eventId: string,
  fan: string | undefined,
): Promise<Result<Pass | undefined, PassRequired>> {
  const { events } = await gateDocument();
  const [slug, gate] = Object.entries(events).find(([, { id }]) => id === eventId) ?? [];
  if (!slug || !gate || gate.mode === "off") return ok(undefined);
  const pass = await livePass(eventId, fan);
  if (opens(gate, pass) && !(await isOver(pass))) return ok(pass);
  return refuse({ kind: "pass_required", queueUrl: new URL(`/waiting-room/${slug}`, env().NEXTAUTH_URL).href });
}
