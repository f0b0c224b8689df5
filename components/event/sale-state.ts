export type SaleType = { saleStartsAt: string | null; saleEndsAt: string | null };
export type SaleEvent = {
  status: string;
  startsAt: string;
  endsAt: string | null;
  ticketTypes: SaleType[];
};

export type SaleState = { kind: "open" } | { kind: "soon"; opensAt: Date } | { kind: "ended" | "over" | "cancelled" };

export function typeState(type: SaleType, now: Date): "open" | "soon" | "ended" {
  if (type.saleEndsAt && new Date(type.saleEndsAt) <= now) return "ended";
  return type.saleStartsAt && new Date(type.saleStartsAt) > now ? "soon" : "open";
}

/** What a page may say of a sale without asking the stock. */
export function saleState({ status, startsAt, endsAt, ticketTypes }: SaleEvent, now: Date): SaleState {
  if (status === "cancelled") return { kind: "cancelled" };
  if (new Date(endsAt ?? startsAt) <= now) return { kind: "over" };
  if (ticketTypes.some((type) => typeState(type, now) === "open")) return { kind: "open" };
  const coming = ticketTypes.filter((type) => typeState(type, now) === "soon");
  const times = coming.flatMap(({ saleStartsAt }) => (saleStartsAt ? new Date(saleStartsAt) : []));
  const [first] = times.sort((a, b) => a.getTime() - b.getTime());
  return first ? { kind: "soon", opensAt: first } : { kind: "ended" };
}
