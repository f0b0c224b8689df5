import { sealToken } from "@/lib/core/token";
import { leewayMs, type Pass } from "./pass";

/** A session as the store has it; times in ms, with the leeway that clocks get. */
export type Session = { endsMs: number; limitMs: number };

/** A pass for a session, and when it ends. */
export function sealPass(who: Pick<Pass, "event" | "person" | "fan" | "lane" | "epoch">, { endsMs, limitMs }: Session) {
  const pass: Pass = {
    ...who,
    issued: Date.now(),
    expires: endsMs - leewayMs,
    until: limitMs - leewayMs,
  };
  return { pass: sealToken("pass", who.event, pass), expiresAt: new Date(Math.min(pass.expires, pass.until)) };
}

export type SealedPass = ReturnType<typeof sealPass>;
