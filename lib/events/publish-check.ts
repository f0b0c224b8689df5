import type { EventView } from "./event-view";

/** Stands in the way of a sale. */
export type Obstacle =
  | { kind: "no_ticket_type" | "event_over" | "sale_over" }
  | { kind: "sale_after_event"; name: string };
/** Sells without it, but an organizer should know. */
export type Advice = { kind: "no_venue" | "no_description" | "only_codes" | "test_payments" };
export type PublishCheck = { obstacles: Obstacle[]; advice: Advice[] };

/** What is missing before an event can go on sale. `testPayments`: the platform charges no real cards. */
export function publishCheck(
  event: EventView,
  { now, testPayments }: { now: Date; testPayments: boolean },
): PublishCheck {
  const { ticketTypes, startsAt, endsAt, venue, description } = event;
  const after = (time: string | null, than: Date) => time !== null && new Date(time) >= than;
  const over = new Date(endsAt ?? startsAt);
  const ended = ticketTypes.filter(({ saleEndsAt }) => saleEndsAt && new Date(saleEndsAt) <= now);
  const costs = ticketTypes.some(({ totalCents }) => totalCents > 0);
  const obstacles: (Obstacle | false)[] = [
    ticketTypes.length === 0 && { kind: "no_ticket_type" },
    over <= now && { kind: "event_over" },
    ticketTypes.length > 0 && ended.length === ticketTypes.length && { kind: "sale_over" },
    ...ticketTypes.map(
      ({ name, saleStartsAt }) => after(saleStartsAt, over) && ({ kind: "sale_after_event", name } as const),
    ),
  ];
  const advice: (Advice | false)[] = [
    !venue && { kind: "no_venue" },
    !description.trim() && { kind: "no_description" },
    ticketTypes.length > 0 && ticketTypes.every(({ visibility }) => visibility === "code") && { kind: "only_codes" },
    costs && testPayments && { kind: "test_payments" },
  ];
  return { obstacles: obstacles.filter((each) => each !== false), advice: advice.filter((each) => each !== false) };
}
