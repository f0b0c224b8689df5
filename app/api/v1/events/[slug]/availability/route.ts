import { briefly } from "@/lib/cache/briefly";
import { durations } from "@/lib/core/durations";
import { publicJson } from "@/lib/core/http";
import { refuse } from "@/lib/core/result";
import { only, route } from "@/lib/core/route";
import { availabilityOf, availabilityView } from "@/lib/events/availability";
import { readEvent } from "@/lib/events/read-event";
import { slugParams } from "@/lib/events/slug";
import { snapshot } from "@/lib/inventory/snapshot";

const sharedSeconds = 1;

/** However many ask, the stock is read once a second in each process. */
const read = route(
  {
    name: "getAvailability",
    summary: "What is left, at most two seconds old",
    params: slugParams,
    answers: { 200: availabilityView },
    problems: ["not_found"],
  },
  async ({ params }) => {
    const event = await readEvent(params.slug);
    if (event?.status !== "published") return refuse({ kind: "not_found" });
    const stock = await briefly(`stock:${event.id}`, durations.availabilityKeptMs, () =>
      snapshot(event.id, { withSeats: true }),
    );
    return stock.ok ? publicJson(availabilityOf(event, stock.value), sharedSeconds) : stock;
  },
);

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = only({ GET: read });
