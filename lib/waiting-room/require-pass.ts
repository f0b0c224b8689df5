import { cookies, headers } from "next/headers";
import { env } from "@/lib/core/env";
import { ok, type Result, refuse } from "@/lib/core/result";
import { openToken } from "@/lib/core/token";
import { opens } from "./gate";
import { gateDocument } from "./gate-document";
import { judgePass, type Pass, passCookie } from "./pass";

export type PassRequired = { kind: "pass_required"; queueUrl: string };

/** The token this request carries for the event: its cookie in a browser, a header in a program. */
async function tokenFor(eventId: string): Promise<string | undefined> {
  const cookie = (await cookies()).get(passCookie(eventId, env().NEXTAUTH_URL.startsWith("https:")));
  return cookie?.value ?? (await headers()).get("holdfast-pass") ?? undefined;
}

/**
 * Asked again behind the gate, by every route and action that reserves. Without a waiting room everyone may pass;
 * with one, the pass comes back. Verified offline: those let in go on while Redis is away.
 */
export async function requirePass(eventId: string): Promise<Result<Pass | undefined, PassRequired>> {
  const { events } = await gateDocument();
  const [slug, gate] = Object.entries(events).find(([, { id }]) => id === eventId) ?? [];
  if (!slug || !gate || gate.mode === "off") return ok(undefined);
  const pass = judgePass(openToken("pass", eventId, await tokenFor(eventId)), eventId, Date.now());
  if (opens(gate, pass)) return ok(pass);
  return refuse({ kind: "pass_required", queueUrl: new URL(`/waiting-room/${slug}`, env().NEXTAUTH_URL).href });
}
