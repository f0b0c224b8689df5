import { randomUUID } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import { post } from "./post";
import type { Sale } from "./sale";

type Answer = { token?: string; code?: string; hold?: { id: string } };

const triesMax = 8;
// Answers that ask for the same request again.
const again = [202, 503];

/** One ticket bought by a fan nobody has met, through the public contract; false where it is sold out. */
export async function buy(url: string, { eventId, ticketTypeId }: Sale): Promise<boolean> {
  let token: string | undefined;
  const ask = async (path: string, body: unknown) => {
    const key = randomUUID();
    for (let tries = 1; ; tries += 1) {
      const { status, body: said } = await post(`${url}/api/v1${path}`, body, { token, key });
      if (!again.includes(status) || tries === triesMax) return { status, body: said as Answer };
      await sleep(250);
    }
  };
  token = (await ask("/session", {})).body.token;
  const reserved = await ask("/tickets/reserve", { eventId, items: [{ ticketTypeId, quantity: 1 }] });
  if (reserved.body.code === "sold_out") return false;
  const buyer = { name: "Ada Fan", email: `ada.${randomUUID()}@example.com` };
  const payment = { paymentMethod: "pm_card_visa" };
  const paid = await ask("/tickets/purchase", { holdId: reserved.body.hold?.id, buyer, payment });
  if (paid.status !== 201) throw new Error(`A purchase was answered ${paid.status}: ${JSON.stringify(paid.body)}`);
  return true;
}
