/** A seat that somebody chose, and what it is called; `category` is the price category it is of. */
export type Pick = { id: string; ticketTypeId: string; category: string; name: string };

export type Picks = {
  picked: Pick[];
  /** Taken by somebody else after they were chosen here, until that was read. */
  lost: Pick[];
};

export type PickEvent =
  /** Chosen if it was not, else given up. */
  | { kind: "pressed"; pick: Pick }
  | { kind: "retyped"; id: string; ticketTypeId: string }
  /** Somebody has these seats: those chosen among them are lost, the others stay. */
  | { kind: "taken"; ids: ReadonlySet<string> };

export const has = ({ picked }: Picks, id: string) => picked.some((pick) => pick.id === id);

/** The same object where nothing changed. */
export function picksAfter(picks: Picks, event: PickEvent): Picks {
  const { picked, lost } = picks;
  switch (event.kind) {
    case "pressed": {
      const { pick } = event;
      if (has(picks, pick.id)) return { lost: [], picked: picked.filter(({ id }) => id !== pick.id) };
      return { lost: [], picked: [...picked, pick] };
    }
    case "retyped":
      return {
        lost,
        picked: picked.map((pick) => (pick.id === event.id ? { ...pick, ticketTypeId: event.ticketTypeId } : pick)),
      };
    case "taken": {
      const gone = picked.filter(({ id }) => event.ids.has(id));
      if (gone.length === 0) return picks;
      return { lost: [...lost, ...gone], picked: picked.filter(({ id }) => !event.ids.has(id)) };
    }
  }
}
