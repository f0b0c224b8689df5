import { z } from "zod";
import { only, route } from "@/lib/core/route";
import { uuid } from "@/lib/core/uuid";
import { ticketTypePatch } from "@/lib/events/event-input";
import { updateTicketType } from "@/lib/events/update-ticket-type";
import { byKey, doer, eventAnswer, once, tellEvent } from "../../../../by-key";
import { stock } from "../../../../stock";

const change = route(
  {
    name: "updateTicketType",
    summary: "Change a ticket type while it sells",
    detail: "Its capacity never falls below what is sold. Holds keep the price they were made at.",
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
      return tellEvent(await updateTicketType(update, stock));
    }),
);

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = only({ PATCH: change });
