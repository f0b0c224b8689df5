import { randomUUID } from "node:crypto";
import { expect, type Page } from "@playwright/test";
import type { theatre } from "@/lib/seating/demo/theatre";
import { call } from "../fixtures/fan";
import { asOrganizer } from "../fixtures/sale";
import { seatedTypes } from "../fixtures/seated-types";
import { stack } from "../fixtures/stack";

export type Plan = ReturnType<typeof theatre>;

async function published(body: object) {
  const created = await asOrganizer("/events", "POST", {
    title: `Test gala ${randomUUID().slice(0, 8)}`,
    startsAt: new Date(Date.now() + 30 * 24 * 60 * 60 * 1000).toISOString(),
    timezone: "Europe/Berlin",
    currency: "EUR",
    ...body,
  });
  if (created.status !== 201) throw new Error(`no event: ${JSON.stringify(created.body)}`);
  const { event } = created.body;
  const answer = await asOrganizer(`/events/${event.id}/publish`, "POST", {});
  if (answer.status !== 200) throw new Error(`not published: ${JSON.stringify(answer.body)}`);
  return { eventId: event.id, slug: event.slug };
}

export const aSeatedSale = () => published(seatedTypes);

/** A sale in one of the demo houses: one ticket type a price category, the first also for the young. */
export async function aHouseSale(plan: Plan) {
  const saved = await call<{ plan: { id: string } }>("/api/v1/organizer/seating-plans", {
    method: "POST",
    body: { ...plan, name: `${plan.name} ${randomUUID().slice(0, 8)}` },
    headers: { Authorization: `Bearer ${stack.organizerApiKey}`, "Idempotency-Key": randomUUID() },
  });
  if (saved.status >= 300) throw new Error(`no plan: ${JSON.stringify(saved.body)}`);
  const sold = plan.categories.map(({ id, name }) => ({ name, kind: "seated", category: id, priceCents: 4500 }));
  const young = { name: "Under 18", kind: "seated", category: plan.categories[0]?.id, priceCents: 1500 };
  return published({ ticketTypes: [...sold, young], seating: { plan: saved.body.plan.id } });
}

/** The picker, once the plan is there. */
export async function openPicker(page: Page, slug: string) {
  await page.goto(`/events/${slug}/pick`);
  await page.getByRole("heading", { name: "Choose your seats" }).scrollIntoViewIfNeeded();
  await expect(page.getByRole("img", { name: "Map of the seats" })).toHaveAttribute("data-view", /,/);
}
