"use client";

import { type LiveStatus as Status, useAvailability } from "./availability";

const looks: Record<Status, string> = {
  available: "text-good",
  few: "text-accent-ink",
  sold_out: "text-bad",
  not_on_sale: "text-muted",
  paused: "text-muted",
};

type Props = {
  slug: string;
  ticketTypeId: string;
  texts: Record<Status, string>;
  /** What the page itself knows: said until the first answer, and wherever the type is outside its window. */
  fallback: string;
};

export function LiveStatus({ slug, ticketTypeId, texts, fallback }: Props) {
  const status = useAvailability(slug)?.ticketTypes.find(({ id }) => id === ticketTypeId)?.status;
  const known = status && status !== "not_on_sale";
  return (
    <span className={`font-bold text-sm ${status ? looks[status] : "text-muted"}`}>
      {known ? texts[status] : fallback}
    </span>
  );
}
