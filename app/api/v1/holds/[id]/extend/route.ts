import { json } from "@/lib/core/http";
import { only, route } from "@/lib/core/route";
import { extend } from "@/lib/inventory/extend";
import { paymentWindow } from "@/lib/inventory/payment-window";
import { viewHold } from "@/lib/orders/hold-view";
import { keepSession } from "@/lib/waiting-room/keep-session";
import { livePass, passCookieLines } from "@/lib/waiting-room/own-pass";
import { admit, holdAnswer, params } from "../own-hold";

const longer = route(
  {
    name: "extendHold",
    summary: "More time, once",
    idempotent: true,
    admit,
    params,
    answers: { 200: holdAnswer },
    problems: ["not_found", "hold_expired", "conflict", "limit_exceeded"],
  },
  async ({ who, params, idempotencyKey }) => {
    const hold = await extend({ holdId: params.id, fan: who, idempotencyKey });
    if (!hold.ok) return hold;
    const { eventId } = hold.value;
    const kept = await keepSession(await livePass(eventId, who), paymentWindow(hold.value));
    const answer = json({ hold: viewHold(hold.value) });
    const lines = kept.ok && kept.value ? await passCookieLines(eventId, kept.value) : [];
    for (const line of lines) answer.headers.append("Set-Cookie", line);
    return answer;
  },
);

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = only({ POST: longer });
