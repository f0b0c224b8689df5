import "server-only";
import type { TicketDocument } from "./document";

/** One ticket a page, ready to print. */
export async function ticketsPdf(document: TicketDocument): Promise<Uint8Array> {
  throw new Error(`not drawn yet: ${document.order.id}`);
}
