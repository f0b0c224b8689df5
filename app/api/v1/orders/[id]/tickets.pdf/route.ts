import { only, route } from "@/lib/core/route";
import { ticketsPdf } from "@/lib/tickets/pdf";
import { file, own, ownTickets } from "../own-order";

const download = route(
  {
    name: "getTicketsPdf",
    summary: "The tickets as a PDF",
    detail: "Once the money is there.",
    ...own,
    answers: { 200: { file: "application/pdf" } },
  },
  async (asking) => {
    const tickets = await ownTickets(asking);
    if (!tickets.ok) return tickets;
    const pdf = await ticketsPdf(tickets.value);
    return file(new Uint8Array(pdf), "application/pdf", `tickets-${tickets.value.order.number}.pdf`);
  },
);

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = only({ GET: download });
