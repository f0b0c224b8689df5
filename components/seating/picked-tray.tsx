"use client";

import type { Offer } from "./hall";
import type { Pick } from "./picks";
import { fill, type SeatTexts } from "./seat-texts";

type Props = {
  picked: Pick[];
  offers: Offer[];
  say: (cents: number) => string;
  disabled: boolean;
  onRemove: (pick: Pick) => void;
  onRetype: (id: string, ticketTypeId: string) => void;
  texts: SeatTexts;
};

/** The seats picked, each with what it costs and a way to give it up. They are fields of the form around. */
export function PickedTray({ picked, offers, say, disabled, onRemove, onRetype, texts }: Props) {
  if (picked.length === 0) return <p className="text-muted text-sm">{texts.none}</p>;
  return (
    <ul aria-label={texts.picked} className="flex flex-col">
      {picked.map((pick) => {
        const choices = offers.filter(({ category, isOpen }) => category === pick.category && isOpen);
        const chosen = offers.find(({ id }) => id === pick.ticketTypeId);
        return (
          <li key={pick.id} className="flex flex-wrap items-center gap-x-4 gap-y-1 border-line py-2 not-first:border-t">
            <input type="hidden" name={`seat.${pick.id}`} value={pick.ticketTypeId} />
            <bdi className="min-w-40 flex-1 font-bold">{pick.name}</bdi>
            {choices.length > 1 && (
              <select
                aria-label={fill(texts.kind, { seat: pick.name })}
                value={pick.ticketTypeId}
                disabled={disabled}
                onChange={(event) => onRetype(pick.id, event.target.value)}
                className="min-h-11 rounded-md border-2 border-edge bg-surface px-2 text-sm"
              >
                {choices.map(({ id, name }) => (
                  <option key={id} value={id}>
                    {name}
                  </option>
                ))}
              </select>
            )}
            <span className="font-bold tabular-nums">{chosen && say(chosen.totalCents)}</span>
            <button
              type="button"
              aria-label={fill(texts.remove, { seat: pick.name })}
              disabled={disabled}
              onClick={() => onRemove(pick)}
              className="grid size-11 place-items-center rounded-md font-bold text-lg hover:bg-sunken"
            >
              ×
            </button>
          </li>
        );
      })}
    </ul>
  );
}
