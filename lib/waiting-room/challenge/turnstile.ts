import { createHash } from "node:crypto";
import { z } from "zod";
import { durations } from "@/lib/core/durations";
import { env } from "@/lib/core/env";
import { describeFailure } from "@/lib/core/failure";
import { log } from "@/lib/core/log";
import type { Asked } from "./altcha";
import type { Refusal } from "./challenge-document";

export const action = "join";

const answer = z.object({
  success: z.boolean(),
  "error-codes": z.array(z.string()).default([]),
  action: z.string().optional(),
  cdata: z.string().optional(),
});

/** Both keys of a Cloudflare Turnstile widget, where they are set. */
export function turnstileKeys(): { siteKey: string; secret: string } | undefined {
  const { TURNSTILE_SITE_KEY: siteKey, TURNSTILE_SECRET_KEY: secret } = env();
  return siteKey && secret ? { siteKey, secret } : undefined;
}

/** The same token of the same person is the same question, however often it is asked. */
function keyOf(token: string, { eventId, fan }: Asked): string {
  const digest = createHash("sha256").update(`${eventId}|${fan}|${token}`).digest("hex");
  return digest.replace(/^(.{8})(.{4}).(.{3}).(.{3})(.{12}).*$/, "$1-$2-4$3-8$4-$5");
}

/**
 * What Cloudflare says of a token: it lets each one through once, and names the person its widget was drawn for. Undefined
 * where it says nothing, in time or at all. https://developers.cloudflare.com/turnstile/get-started/server-side-validation/
 */
export async function checkToken(asked: Asked, token: string): Promise<"solved" | Refusal | undefined> {
  const keys = turnstileKeys();
  if (!keys) return "wrong";
  try {
    const response = await fetch(env().TURNSTILE_VERIFY_URL, {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify({ secret: keys.secret, response: token, idempotency_key: keyOf(token, asked) }),
      signal: AbortSignal.timeout(durations.challengeTimeoutMs),
      ...{ redirect: "error", cache: "no-store" },
    });
    const said = answer.parse(await response.json());
    if (said.success) return said.action === action && said.cdata === asked.fan ? "solved" : "wrong";
    if (said["error-codes"].includes("timeout-or-duplicate")) return "expired";
    if (said["error-codes"].includes("invalid-input-response")) return "wrong";
    log.warn({ codes: said["error-codes"] }, "a challenge was not judged");
  } catch (error) {
    log.warn(describeFailure(error), "a challenge was not judged");
  }
  return undefined;
}
