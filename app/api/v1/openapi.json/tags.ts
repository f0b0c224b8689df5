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

/** The addresses in the order they are read, by how they begin. */
const beginnings: [begin: string, tag: Tag][] = [
  ["/session", "Fans"],
  ["/events", "Events"],
  ["/tickets/reserve", "Tickets"],
  ["/holds", "Tickets"],
  ["/tickets/purchase", "Tickets"],
  ["/orders", "Orders"],
  ["/organizer", "Organizers"],
  ["/ticket-keys", "Service"],
  ["/gates", "Service"],
  ["/payments", "Service"],
  ["/health", "Service"],
  ["/ready", "Service"],
  ["/openapi.json", "Service"],
];

const placeOf = (path: string) => beginnings.findIndex(([begin]) => path.startsWith(begin));

export function tagOf(path: string): Tag {
  const [, tag] = beginnings[placeOf(path)] ?? [];
  invariant(tag, `${path} has a tag`);
  return tag;
}

/** As somebody reads them: by chapter, what holds others before what it holds. */
export const inReadingOrder = (one: string, other: string) =>
  placeOf(one) - placeOf(other) || one.split("/").length - other.split("/").length || one.localeCompare(other);
