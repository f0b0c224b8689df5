import { saleState } from "@/components/event/sale-state";
import type { Tone } from "@/components/ui/badge";
import type { EventView } from "@/lib/events/event-view";

export type Counts = { sold: number; capacity: number };
type Listed = Omit<EventView, "description">;

const tones = {
  draft: "plain",
  open: "good",
  soon: "accent",
  ended: "plain",
  over: "plain",
  cancelled: "bad",
  sold_out: "good",
} as const satisfies Record<string, Tone>;
export type EventState = keyof typeof tones;

/** In one word how an event stands for its organizer. */
export function eventState(event: Listed, now: Date, counts: Counts): { state: EventState; tone: Tone } {
  const sale = saleState(event, now).kind;
  const full = counts.capacity > 0 && counts.sold >= counts.capacity;
  const state = event.status === "draft" ? "draft" : sale === "open" && full ? "sold_out" : sale;
  return { state, tone: tones[state] };
}
