import { invariant } from "@/lib/core/invariant";

export const tags = [
  { name: "Fans", description: "Who asks." },
  { name: "Events", description: "What is on, and what is left." },
  { name: "Tickets", description: "Hold tickets, keep them for a while, pay." },
  { name: "Orders", description: "What was bought, and its files." },
  { name: "Organizers", description: "Set up a sale, watch it, give money back: by API key." },
  { name: "Service", description: "What programs around Holdfast ask." },
] as const;
type Tag = (typeof tags)[number]["name"];

/** By the first word of an address. */
const bySegment: Record<string, Tag> = {
  session: "Fans",
  events: "Events",
  tickets: "Tickets",
  holds: "Tickets",
  orders: "Orders",
  organizer: "Organizers",
  payments: "Service",
  health: "Service",
  ready: "Service",
  gates: "Service",
  "ticket-keys": "Service",
  "openapi.json": "Service",
};

export function tagOf(path: string): Tag {
  const tag = bySegment[path.split("/")[1] ?? ""];
  invariant(tag, `${path} has a tag`);
  return tag;
}
