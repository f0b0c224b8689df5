import { type CardEvent, EventCard } from "./event-card";

const aboveTheFold = 4;

export function EventGrid({ events, now }: { events: CardEvent[]; now: Date }) {
  return (
    <ul className="grid grid-cols-2 gap-x-4 gap-y-8 max-[22rem]:grid-cols-1 sm:gap-x-6 md:grid-cols-3 lg:grid-cols-4">
      {events.map((event, index) => (
        <li key={event.slug}>
          <EventCard event={event} now={now} priority={index < aboveTheFold} />
        </li>
      ))}
    </ul>
  );
}
