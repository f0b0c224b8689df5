import { after } from "next/server";
import { z } from "zod";
import { only, route } from "@/lib/core/route";
import { uuid } from "@/lib/core/uuid";
import { ticketTypePatch } from "@/lib/events/event-input";
import { updateTicketType } from "@/lib/events/update-ticket-type";
import { publishOutboxQuietly } from "@/lib/queue/publish-outbox";
import { byKey, doer, eventAnswer, once, tellEvent } from "../../../../by-key";
import { stock } from "../../../../stock";

const change = route(
  {
    name: "updateTicketType",
    summary: "Change a ticket type while it sells",
    detail:
      "Its capacity never falls below what is held or sold: only free places are taken away. Holds keep the price they were made at, and are honoured while it is paused.",
    admit: byKey("events:write"),
    idempotent: true,
    params: z.object({ id: uuid, typeId: uuid }),
    body: ticketTypePatch,
    answers: { 200: eventAnswer },
    problems: ["not_found", "conflict", "invalid_request", "idempotency_mismatch"],
    example: { priceCents: 3000 },
  },
  async (asking) =>
    once(asking, 200, async () => {
      const { id, typeId } = asking.params;
      const update = { ...doer(asking), eventId: id, ticketTypeId: typeId, patch: asking.body };
      const changed = await updateTicketType(update, stock);
      after(publishOutboxQuietly);
      return tellEvent(changed);
    }),
);

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = only({ PATCH: change });
