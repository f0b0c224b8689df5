import { publicJson } from "@/lib/core/http";
import { only, route } from "@/lib/core/route";
import { publicKeys, ticketKeys } from "@/lib/tickets/sign";

const sharedSeconds = 300;

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = only({
  GET: route(
    {
      name: "getTicketKeys",
      summary: "The public keys that verify ticket codes",
      detail:
        "A JWK set. With it a door verifies codes without a network; fetch it again for a key id it does not know.",
      answers: { 200: ticketKeys },
    },
    async () => publicJson(publicKeys(), sharedSeconds),
  ),
});
