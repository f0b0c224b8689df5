import { randomUUID } from "node:crypto";
import { stadium } from "../lib/seating/demo/stadium";
import type { StackFile } from "../local/stack/stack-file";

const day = 24 * 60 * 60 * 1000;
const answerMs = 60_000;

/** What is asked for: one unit of general admission, or so many of the best seats `together`. */
export type Sale = { eventId: string; slug: string; ticketTypeId: string; together?: number };

/** A published event with one general ticket type, made through the public contract. */
export const aSale = (file: StackFile, capacity: number) =>
  published(file, { ticketTypes: [{ name: "Standard", kind: "general", priceCents: 2500, capacity }] });

/** The same with 20,090 seats of one price in 41 blocks, rows of 20 to 30. */
export const aHouse = (file: StackFile) =>
  published(file, {
    ticketTypes: [{ name: "Seat", kind: "seated", priceCents: 2500 }],
    seating: {
      sections: Array.from({ length: 41 }, (_, block) => ({
        ...{ name: `Block ${block + 1}`, ticketType: "Seat" },
        rows: Array.from({ length: 20 }, (_, row) => ({ name: `${row + 1}`, seats: 20 + (row % 11) })),
      })),
    },
  });

/** The stadium of 52,000 seats in 80 sections, a ticket type for each price category. */
export async function aStadium(file: StackFile): Promise<{ eventId: string; slug: string }> {
  const ask = organizerOf(file);
  const plan = { ...stadium(), name: `Bench ${randomUUID().slice(0, 8)}` };
  const { plan: saved } = await ask("/seating-plans", plan);
  const { event } = await ask("/events", {
    title: plan.name,
    startsAt: new Date(Date.now() + 30 * day).toISOString(),
    timezone: "Europe/Lisbon",
    currency: "EUR",
    ticketTypes: plan.categories.map(({ id, name }) => ({ name, kind: "seated", category: id, priceCents: 4500 })),
    seating: { plan: saved.id },
  });
  await ask(`/events/${event.id}/publish`, {});
  return { eventId: String(event.id), slug: String(event.slug) };
}

const organizerOf =
  ({ services, organizerApiKey }: StackFile) =>
  async (path: string, body: unknown) => {
    const answer = await fetch(`${services.app.url}/api/v1/organizer${path}`, {
      method: "POST",
      headers: { authorization: `Bearer ${organizerApiKey}`, "content-type": "application/json" },
      body: JSON.stringify(body),
      signal: AbortSignal.timeout(answerMs),
    });
    if (!answer.ok) throw new Error(`${path} answered ${answer.status}: ${await answer.text()}`);
    return answer.json();
  };

async function published(file: StackFile, offer: object): Promise<Sale> {
  const ask = organizerOf(file);
  const { event } = await ask("/events", {
    title: `Bench ${randomUUID().slice(0, 8)}`,
    startsAt: new Date(Date.now() + 30 * day).toISOString(),
    endsAt: new Date(Date.now() + 31 * day).toISOString(),
    timezone: "Europe/Berlin",
    currency: "EUR",
    venue: { name: "Bench Hall", city: "Berlin", country: "DE" },
    ...offer,
    hold: { ttlSeconds: 1800, extendSeconds: 300, paymentSeconds: 300, maxUnits: 8 },
  });
  await ask(`/events/${event.id}/publish`, {});
  return { eventId: String(event.id), slug: String(event.slug), ticketTypeId: String(event.ticketTypes[0].id) };
}
