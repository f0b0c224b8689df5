import { z } from "zod";
import { openCode } from "@/lib/codes/open-code";
import { json } from "@/lib/core/http";
import { only, route } from "@/lib/core/route";
import { sample } from "@/lib/core/sample";
import { change } from "@/lib/inventory/change";
import { eventOfHold } from "@/lib/inventory/hold-id";
import { viewHold } from "@/lib/orders/hold-view";
import { priceLines } from "@/lib/orders/price";
import { code, lines, seatWish } from "../../../tickets/reserve/wish";
import { admit, holdAnswer, params } from "../own-hold";

const body = z
  .object({ items: lines, ...seatWish, code })
  .refine(({ items, seats, bestAvailable }) => items.length + seats.length > 0 || bestAvailable, {
    path: ["items"],
    error: "Give up the hold instead: DELETE it",
  });

const swap = route(
  {
    name: "changeHold",
    summary: "Other tickets in the same hold",
    detail:
      "What stays keeps its units and its price, and the hold its end. Of seats those stay that are named again; of the " +
      "best available, as many as are wanted.",
    idempotent: true,
    admit,
    params,
    body,
    answers: { 200: holdAnswer },
    problems: [
      "not_found",
      "hold_expired",
      "conflict",
      "sold_out",
      "seats_taken",
      "limit_exceeded",
      "not_on_sale",
      "idempotency_mismatch",
      "rate_limited",
      "code_invalid",
    ],
    example: { items: [{ ticketTypeId: sample.TYPE, quantity: 1 }] },
  },
  async ({ who, params, body, bodyHash, idempotencyKey }) => {
    const eventId = eventOfHold(params.id);
    if (eventId && body.code !== undefined) {
      const opened = await openCode({ eventId, code: body.code });
      if (!opened.ok) return opened;
    }
    const idempotency = idempotencyKey ? { key: idempotencyKey, bodyHash } : undefined;
    const { items, seats, bestAvailable, accessible } = body;
    const wanted = { lines: items, seats, bestAvailable, accessible };
    const hold = await change({ holdId: params.id, fan: who, ...wanted, idempotency }, priceLines);
    return hold.ok ? json({ hold: viewHold(hold.value) }) : hold;
  },
);

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = only({ POST: swap });
