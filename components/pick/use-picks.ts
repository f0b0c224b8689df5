import { useCallback, useEffect, useReducer, useRef, useState } from "react";
import type { Offer } from "@/components/seating/hall";
import { has, type Pick, picksAfter } from "@/components/seating/picks";
import { fill, type SeatTexts } from "@/components/seating/seat-texts";

/** Seats of a plan, chosen one by one. */
export type SeatSale = {
  version: string;
  offers: (Offer & { max: number })[];
  /** Of the hold that is being changed. */
  held: Pick[];
  texts: SeatTexts;
};

export type Refused = { ids: string[]; taken: boolean };

type Choosing = {
  sale: SeatSale | undefined;
  /** How many tickets of any kind fit, and how many of them are chosen by number, of each type. */
  max: number;
  quantities: Record<string, number>;
  busy: boolean;
  /** Seats that the last try to hold was refused for. */
  refused: Refused | undefined;
};

/** The seats chosen, those lost meanwhile, and what is to be said about it. */
export function usePicks({ sale, max, quantities, busy, refused }: Choosing) {
  const [picks, after] = useReducer(picksAfter, { picked: sale?.held ?? [], lost: [] });
  const [said, setSaid] = useState("");
  const names = useRef<(id: string) => string | undefined>(() => undefined);

  useEffect(() => {
    if (refused?.taken) after({ kind: "taken", ids: new Set(refused.ids) });
  }, [refused]);

  // While they are being held for this fan, all of them look like somebody's.
  const onTaken = useCallback(
    (ids: ReadonlySet<string>) => {
      if (!busy) after({ kind: "taken", ids });
    },
    [busy],
  );
  const onNames = useCallback((nameOf: (id: string) => string | undefined) => {
    names.current = nameOf;
  }, []);

  const chosen = Object.values(quantities).reduce((sum, quantity) => sum + quantity, 0);
  const press = (pick: Pick) => {
    if (busy || !sale) return;
    const { texts, offers } = sale;
    const ofType = picks.picked.filter(({ ticketTypeId }) => ticketTypeId === pick.ticketTypeId).length;
    const typeMax = offers.find(({ id }) => id === pick.ticketTypeId)?.max ?? max;
    const isFull = picks.picked.length >= max - chosen;
    const isTypeFull = ofType + (quantities[pick.ticketTypeId] ?? 0) >= typeMax;
    if (has(picks, pick.id)) setSaid(fill(texts.removed, { seat: pick.name }));
    else if (isFull || isTypeFull) return setSaid(fill(texts.limit, { max: isFull ? max : typeMax }));
    else setSaid(fill(texts.added, { seat: pick.name }));
    after({ kind: "pressed", pick });
  };
  const retype = (id: string, ticketTypeId: string) => after({ kind: "retyped", id, ticketTypeId });
  return { ...picks, said, press, retype, onTaken, onNames, nameOf: (id: string) => names.current(id) };
}
