export type SaleType = { saleStartsAt: string | null; saleEndsAt: string | null };
export type SaleEvent = {
  status: string;
  startsAt: string;
  endsAt: string | null;
  ticketTypes: SaleType[];
};

export type SaleState =
  | { kind: "open" }
  | { kind: "soon"; opensAt: Date | undefined }
  | { kind: "ended" | "over" | "cancelled" };

export function typeState(type: SaleType, now: Date): "open" | "soon" | "ended" {
  if (type.saleEndsAt && new Date(type.saleEndsAt) <= now) return "ended";
  return type.saleStartsAt && new Date(type.saleStartsAt) > now ? "soon" : "open";
}

/** What a page may say of a sale without asking the stock. */
export function saleState({ status, startsAt, endsAt, ticketTypes }: SaleEvent, now: Date): SaleState {
  if (status === "cancelled") return { kind: "cancelled" };
  if (new Date(endsAt ?? startsAt) <= now) return { kind: "over" };
  const states = ticketTypes.map((type) => ({ state: typeState(type, now), opensAt: type.saleStartsAt }));
  if (states.some(({ state }) => state === "open")) return { kind: "open" };
  const coming = states.filter(({ state }) => state === "soon");
  if (coming.length === 0) return { kind: "ended" };
  const times = coming.flatMap(({ opensAt }) => (opensAt && new Date(opensAt) > now ? [new Date(opensAt)] : []));
  const [first] = times.sort((a, b) => a.getTime() - b.getTime());
  return { kind: "soon", opensAt: first };
}
