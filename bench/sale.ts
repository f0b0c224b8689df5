import { randomUUID } from "node:crypto";
import type { StackFile } from "../local/stack/stack-file";

const day = 24 * 60 * 60 * 1000;
const answerMs = 30_000;

/** A published event with one general ticket type, made through the public contract. */
export async function aSale({ services, organizerApiKey }: StackFile, capacity: number) {
  const ask = async (path: string, body: unknown) => {
    const answer = await fetch(`${services.app.url}/api/v1/organizer${path}`, {
      method: "POST",
      headers: { authorization: `Bearer ${organizerApiKey}`, "content-type": "application/json" },
      body: JSON.stringify(body),
      signal: AbortSignal.timeout(answerMs),
    });
    if (!answer.ok) throw new Error(`${path} answered ${answer.status}: ${await answer.text()}`);
    return answer.json();
  };
  const { event } = await ask("/events", {
    title: `Bench ${randomUUID().slice(0, 8)}`,
    startsAt: new Date(Date.now() + 30 * day).toISOString(),
    endsAt: new Date(Date.now() + 31 * day).toISOString(),
    timezone: "Europe/Berlin",
    currency: "EUR",
    venue: { name: "Bench Hall", city: "Berlin", country: "DE" },
    ticketTypes: [{ name: "Standard", kind: "general", priceCents: 2500, capacity }],
    hold: { ttlSeconds: 1800, extendSeconds: 300, paymentSeconds: 300, maxUnits: 8 },
  });
  await ask(`/events/${event.id}/publish`, {});
  return { eventId: String(event.id), ticketTypeId: String(event.ticketTypes[0].id) };
}

export type Sale = Awaited<ReturnType<typeof aSale>>;
