import { z } from "zod";
import { json } from "@/lib/core/http";
import { only, route } from "@/lib/core/route";
import { createEvent } from "@/lib/events/create-event";
import { listedEvent } from "@/lib/events/event-view";
import { listOwnEvents } from "@/lib/events/list-own-events";
import { newEvent } from "@/lib/events/new-event";
import { byKey, doer, eventAnswer, idFor, once, tellEvent } from "../by-key";

const list = route(
  {
    name: "listOwnEvents",
    summary: "Your newest events, drafts too",
    admit: byKey("events:read"),
    answers: { 200: z.object({ events: z.array(listedEvent) }) },
  },
  async ({ who }) => json({ events: await listOwnEvents(who) }),
);

const create = route(
  {
    name: "createEvent",
    summary: "Make an event, as a draft",
    detail: "What is not said is set to what suits most events. Publish it to sell.",
    admit: byKey("events:write"),
    idempotent: true,
    body: newEvent,
    answers: { 201: eventAnswer },
    problems: ["conflict", "idempotency_mismatch", "invalid_request"],
    example: {
      title: "An evening in May",
      startsAt: "2027-05-14T20:00:00+02:00",
      timezone: "Europe/Berlin",
      currency: "EUR",
      venue: { name: "Town Hall", city: "Berlin", country: "DE" },
      ticketTypes: [{ name: "Standing", priceCents: 2500, capacity: 300 }],
    },
  },
  async (asking) =>
    once(asking, 201, async () =>
      tellEvent(await createEvent({ ...doer(asking), ...idFor("event", asking), input: asking.body })),
    ),
);

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = only({ GET: list, POST: create });
