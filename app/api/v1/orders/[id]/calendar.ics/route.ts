import { only, route } from "@/lib/core/route";
import { calendarFile } from "@/lib/tickets/calendar";
import { file, own, ownTickets } from "../own-order";

const download = route(
  {
    name: "getCalendar",
    summary: "The event as a calendar file",
    detail: "Once the money is there.",
    ...own,
    answers: { 200: { file: "text/calendar" } },
  },
  async (asking) => {
    const tickets = await ownTickets(asking);
    if (!tickets.ok) return tickets;
    return file(calendarFile(tickets.value), "text/calendar; charset=utf-8", `${tickets.value.event.slug}.ics`);
  },
);

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = only({ GET: download });
