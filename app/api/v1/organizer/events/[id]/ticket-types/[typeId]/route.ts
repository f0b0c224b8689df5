import { z } from "zod";
import { only, route } from "@/lib/core/route";
import { uuid } from "@/lib/core/uuid";
import { ticketTypePatch } from "@/lib/events/event-input";
import { updateTicketType } from "@/lib/events/update-ticket-type";
import { byKey, doer, eventAnswer, once } from "../../../../by-key";
import { stock } from "../../../../stock";

const params = z.object({ id: uuid, typeId: uuid });

const change = route({ admit: byKey("events:write"), params, body: ticketTypePatch }, async (asking) =>
  once(asking, 200, async () => {
    const { id, typeId } = asking.params;
    const update = { ...doer(asking), eventId: id, ticketTypeId: typeId, patch: asking.body };
    return eventAnswer(await updateTicketType(update, stock));
  }),
);

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = only({ PATCH: change });
