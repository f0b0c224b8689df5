import { randomUUID } from "node:crypto";
import { post } from "./post";
import type { Sale } from "./sale";

type Answer = { token?: string; code?: string; hold?: { id: string } };

/** One ticket bought by a fan nobody has met, through the public contract; false where it is sold out. */
export async function buy(url: string, { eventId, ticketTypeId }: Sale): Promise<boolean> {
  const ask = async (path: string, body: unknown, token?: string) => {
    const answer = await post(`${url}/api/v1${path}`, body, token);
    return { status: answer.status, body: answer.body as Answer };
  };
  const { token } = (await ask("/session", {})).body;
  const reserved = await ask("/tickets/reserve", { eventId, items: [{ ticketTypeId, quantity: 1 }] }, token);
  if (reserved.body.code === "sold_out") return false;
  const buyer = { name: "Ada Fan", email: `ada.${randomUUID()}@example.com` };
  const payment = { paymentMethod: "pm_card_visa" };
  const paid = await ask("/tickets/purchase", { holdId: reserved.body.hold?.id, buyer, payment }, token);
  if (paid.status !== 201) throw new Error(`A purchase was answered ${paid.status}: ${JSON.stringify(paid.body)}`);
  return true;
}
