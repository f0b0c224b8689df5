import { z } from "zod";
import { askingFan } from "@/lib/auth/visitor";
import { openCode } from "@/lib/codes/open-code";
import { json } from "@/lib/core/http";
import { only, route } from "@/lib/core/route";
import { sample } from "@/lib/core/sample";
import { holdView, viewHold } from "@/lib/orders/hold-view";
import { passCookieLines } from "@/lib/waiting-room/own-pass";
import { requirePass } from "@/lib/waiting-room/require-pass";
import { reserveInside } from "./reserve-inside";
import { wish } from "./wish";

const hold = route(
  {
    name: "reserveTickets",
    summary: "Hold tickets",
    detail:
      "All of what is asked for, or nothing. A caller without a token becomes a new fan, whose cookie comes with the " +
      "answer. Absent and empty lists mean the same. A receipt gets the units of a lost hold back. Seats are picked by " +
      "their ids (GET seating), or the best available are found: side by side, best row first. A pick that would leave " +
      "a single free seat alone, take an accessible seat nobody needs, or a companion's seat without the accessible one " +
      "beside it is a `conflict` that names its `rule`.",
    by: ["anyone", "fan"],
    idempotent: true,
    passes: true,
    body: wish,
    answers: { 200: z.object({ hold: holdView }) },
    problems: [
      "unauthenticated",
      "pass_required",
      "not_found",
      "sold_out",
      "seats_taken",
      "conflict",
      "limit_exceeded",
      "not_on_sale",
      "code_invalid",
      "hold_expired",
      "idempotency_mismatch",
      "rate_limited",
    ],
    example: { eventId: sample.EVENT, items: [{ ticketTypeId: sample.TYPE, quantity: 2 }] },
  },
  async ({ request, body, bodyHash, idempotencyKey }) => {
    const asking = askingFan(request);
    if (!asking.ok) return asking;
    const { fan, cookie } = asking.value;
    const { eventId, items, seats, bestAvailable, accessible, receipt, code } = body;
    const pass = await requirePass(eventId, fan);
    if (!pass.ok) return pass;
    if (code !== undefined) {
      const opened = await openCode({ eventId, code });
      if (!opened.ok) return opened;
    }
    const idempotency = idempotencyKey ? { key: idempotencyKey, bodyHash } : undefined;
    const wanted = { lines: items, seats, bestAvailable, accessible };
    const held = await reserveInside(pass.value, { eventId, fan, ...wanted, receipt, idempotency });
    if (!held.ok) return held;
    const { hold: view, kept } = held.value;
    const answer = json({ hold: viewHold(view) });
    for (const line of [...cookie, ...(kept ? await passCookieLines(eventId, kept) : [])])
      answer.headers.append("Set-Cookie", line);
    return answer;
  },
);

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = only({ POST: hold });
