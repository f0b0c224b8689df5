import { durations } from "@/lib/core/durations";
import { ok, type Result, refuse } from "@/lib/core/result";
import { inRoom } from "./in-room";
import { recall } from "./known-rooms";
import { leewayMs, type Pass } from "./pass";
import { roomScript } from "./room-script";
import { type SealedPass, sealPass } from "./seal-pass";

const script = roomScript<{ pass: Pass; untilMs: number | undefined }>({
  source: "renew",
  args: ({ pass, untilMs }) => [
    pass.person,
    durations.passMs + leewayMs,
    untilMs === undefined ? "" : untilMs + leewayMs,
    pass.epoch,
    pass.until + leewayMs,
  ],
});

/**
 * A session goes on for another pass's time, or until `untilMs` where a hold needs it for longer; only then its limit
 * moves. One that ended is `gone`: it never comes back.
 */
export async function renew(pass: Pass, untilMs?: number): Promise<Result<SealedPass, { kind: "gone" }>> {
  const [word, ends, limit] = await inRoom(pass.event, (known) => script(pass.event, known, { pass, untilMs }));
  if (word !== "renewed") return refuse({ kind: "gone" });
  const { event, person, fan, lane } = pass;
  const who = { event, person, fan, lane, epoch: recall(event)?.epoch ?? pass.epoch };
  return ok(sealPass(who, { endsMs: Number(ends), limitMs: Number(limit) }));
}
