"use client";

import { useActionState, useEffect, useState } from "react";
import { useAvailability } from "@/components/event/availability";
import { fill } from "@/components/seating/seat-texts";
import { buttonClass } from "@/components/ui/button-class";
import { Fold } from "@/components/ui/fold";
import { Notice } from "@/components/ui/notice";
import { Stepper } from "@/components/ui/stepper";
import { formatMoney } from "@/lib/core/money";
import { SeatPart } from "./seat-part";
import { type Refused, type SeatSale, usePicks } from "./use-picks";

export type PickState =
  | { kind: "choosing" }
  | {
      kind: "refused";
      message: string;
      link?: { href: string; text: string };
      seats?: Refused;
    }
  | { kind: "held"; href: string };

export type PickRow = {
  id: string;
  /** Its field: `best` asks for the best seats there are. */
  field: "quantity" | "best";
  totalCents: number;
  max: number;
  /** Not on sale: shown, but cannot be chosen. */
  closed: boolean;
  facts: React.ReactNode;
  texts: { label: string; fewer: string; more: string };
};

type NeedTexts = { title: string; note: string; label: string; fewer: string; more: string };

type Props = {
  slug: string;
  currency: string;
  locale: string;
  rows: PickRow[];
  wanted: Record<string, number>;
  /** Hidden fields: the event, the hold to change, this page's own number. */
  fields: Record<string, string>;
  /** Where there are numbered seats: how many of the party need an accessible one. */
  need?: NeedTexts | undefined;
  seats?: SeatSale | undefined;
  /** How many tickets fit into one order. */
  max: number;
  action: (state: PickState, form: FormData) => Promise<PickState>;
  texts: {
    total: string;
    submit: string;
    submitting: string;
    note: string;
    free: string;
    soldOut: string;
    soldOutNote: string;
  };
};

const needMax = 20;

const listed = (seats: { name: string }[]) => seats.map(({ name }) => name).join("; ");

/** Quantities, their sum, and one button. Prices shown here are the server's; so is every decision. */
export function PickForm({
  slug,
  currency,
  locale,
  rows,
  wanted,
  fields,
  need,
  seats,
  max: orderMax,
  action,
  texts,
}: Props) {
  const [state, submit, pending] = useActionState(action, { kind: "choosing" });
  const [quantities, setQuantities] = useState(wanted);
  const live = useAvailability(slug);
  const [accessible, setAccessible] = useState(0);
  const of = (id: string) => quantities[id] ?? 0;
  const busy = pending || state.kind === "held";
  const refused = state.kind === "refused" ? state : undefined;
  const picks = usePicks({ sale: seats, max: orderMax, quantities, busy, refused: refused?.seats });
  const priceOf = (typeId: string) => rows.find(({ id }) => id === typeId)?.totalCents ?? 0;
  const totalCents =
    rows.reduce((sum, { id, totalCents: each }) => sum + of(id) * each, 0) +
    picks.picked.reduce((sum, { ticketTypeId }) => sum + priceOf(ticketTypeId), 0);
  const chosen = rows.reduce((sum, { id }) => sum + of(id), 0) + picks.picked.length;
  const say = (cents: number) => (cents === 0 ? texts.free : formatMoney(cents, currency, locale));
  const statusOf = (id: string) => live?.ticketTypes.find((type) => type.id === id)?.status;
  const isGone = (id: string) => (statusOf(id) === "sold_out" || statusOf(id) === "paused") && !of(id);

  // The checkout is another document: it has a policy of its own for the payment form.
  useEffect(() => {
    if (state.kind === "held") window.location.assign(state.href);
  }, [state]);

  return (
    <form action={submit} className="flex min-w-0 flex-col gap-6">
      {Object.entries(fields).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      <ul className="flex flex-col rounded-lg bg-surface px-4 shadow-lift sm:px-6">
        {rows.map(({ id, field, max, closed, facts, texts: words }) => (
          <li
            key={id}
            className="flex flex-wrap items-center justify-between gap-4 border-line py-5 not-first:border-t"
          >
            <div className="min-w-48 flex-1">{facts}</div>
            {!closed && (
              <Stepper
                name={`${field}.${id}`}
                value={of(id)}
                max={max}
                disabled={busy || isGone(id)}
                onChange={(value) => setQuantities({ ...quantities, [id]: value })}
                texts={words}
              />
            )}
          </li>
        ))}
      </ul>
      {seats && (
        <SeatPart
          {...{ slug, currency, locale, say }}
          {...seats}
          own={seats.held}
          picked={picks.picked}
          disabled={busy}
          onPress={picks.press}
          onRetype={picks.retype}
          onTaken={picks.onTaken}
          onNames={picks.onNames}
        />
      )}
      {need && (
        <Fold title={need.title}>
          <div className="flex flex-wrap items-center justify-between gap-4">
            <p className="min-w-48 flex-1 text-muted text-sm">{need.note}</p>
            <Stepper
              name="accessible"
              value={accessible}
              max={needMax}
              disabled={busy}
              onChange={setAccessible}
              texts={need}
            />
          </div>
        </Fold>
      )}
      <div role="alert" className="empty:hidden">
        {seats && picks.lost.length > 0 && (
          <Notice tone="bad">
            <p className="font-bold">{fill(seats.texts.lost, { seats: listed(picks.lost) })}</p>
            {picks.picked.length > 0 && <p>{seats.texts.kept}</p>}
          </Notice>
        )}
        {refused && !(seats && refused.seats?.taken) && (
          <Notice tone="bad">
            <p>{refused.message}</p>
            {seats && refused.seats && (
              <p className="font-bold">
                {fill(seats.texts.about, { seats: refused.seats.ids.map(picks.nameOf).join("; ") })}
              </p>
            )}
            {refused.link && (
              <a href={refused.link.href} className={buttonClass("plain")}>
                {refused.link.text}
              </a>
            )}
          </Notice>
        )}
      </div>
      <p role="status" className="sr-only">
        {picks.said}
      </p>
      {live?.soldOut && chosen === 0 && (
        <Notice role="status" title={texts.soldOut}>
          <p className="text-sm">{texts.soldOutNote}</p>
        </Notice>
      )}
      <div className="flex items-center justify-between gap-4 max-sm:sticky max-sm:bottom-0 max-sm:z-10 max-sm:-mx-4 max-sm:border-line max-sm:border-t max-sm:bg-surface max-sm:px-4 max-sm:py-3 max-sm:shadow-lift">
        <p className="min-w-0 font-extrabold text-xl tabular-nums" aria-live="polite">
          <span className="block font-semibold text-muted text-sm sm:inline sm:pe-3 sm:text-base">{texts.total}</span>
          {chosen > 0 ? say(totalCents) : formatMoney(0, currency, locale)}
        </p>
        <button type="submit" className={`${buttonClass()} shrink-0 sm:min-w-56`} aria-disabled={busy}>
          {busy ? texts.submitting : texts.submit}
        </button>
      </div>
      <p className="text-muted text-sm">{texts.note}</p>
    </form>
  );
}
