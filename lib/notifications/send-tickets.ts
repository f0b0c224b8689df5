import "server-only";

export async function sendTickets(orderId: string): Promise<void> {
  throw new Error(`not sent yet: ${orderId}`);
}
