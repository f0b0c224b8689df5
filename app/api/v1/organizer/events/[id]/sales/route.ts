import { json } from "@/lib/core/http";
import { refuse } from "@/lib/core/result";
import { only, route } from "@/lib/core/route";
import { eventNow } from "@/lib/events/read-event";
import { salesOf, salesView } from "@/lib/events/sales";
import { snapshot } from "@/lib/inventory/snapshot";
import { roomCounts } from "@/lib/waiting-room/room-counts";
import { byKey, eventParams } from "../../../by-key";

/** A draft and a cancelled event have no stock in sale: Postgres alone tells of them. */
const read = route(
  {
    name: "getSales",
    summary: "How your event sells this moment",
    admit: byKey("events:read"),
    params: eventParams,
    answers: { 200: salesView },
    problems: ["not_found"],
  },
  async ({ who, params }) => {
    const event = await eventNow(params.id);
    if (event?.organizer.id !== who.organizationId) return refuse({ kind: "not_found" });
    const stock = await snapshot(event.id);
    if (!stock.ok && stock.problem.kind === "unavailable") return { ok: false, problem: stock.problem };
    const room =
      event.waitingRoom.mode === "off" || !stock.ok ? undefined : await roomCounts(event.id, stock.value.free);
    return json(await salesOf(event, stock.ok ? stock.value.types : undefined, room));
  },
);

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = only({ GET: read });
