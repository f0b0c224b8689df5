"use client";

import { useActionState, useEffect, useState } from "react";
import { useAvailability } from "@/components/event/availability";
import { buttonClass } from "@/components/ui/button-class";
import { Notice } from "@/components/ui/notice";
import { Stepper } from "@/components/ui/stepper";
import { formatMoney } from "@/lib/core/money";

export type PickState =
  | { kind: "choosing" }
  | { kind: "refused"; message: string; link?: { href: string; text: string } }
  | { kind: "held"; href: string };

export type PickRow = {
  id: string;
  totalCents: number;
  max: number;
  /** Not on sale: shown, but cannot be chosen. */
  closed: boolean;
  facts: React.ReactNode;
  texts: { label: string; fewer: string; more: string };
};

type Props = {
  slug: string;
  currency: string;
  locale: string;
  rows: PickRow[];
  wanted: Record<string, number>;
  /** Hidden fields: the event, the hold to change, this page's own number. */
  fields: Record<string, string>;
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

/** Quantities, their sum, and one button. Prices shown here are the server's; so is every decision. */
export function PickForm({ slug, currency, locale, rows, wanted, fields, action, texts }: Props) {
  const [state, submit, pending] = useActionState(action, { kind: "choosing" });
  const [quantities, setQuantities] = useState(wanted);
  const live = useAvailability(slug);
  const of = (id: string) => quantities[id] ?? 0;
  const totalCents = rows.reduce((sum, { id, totalCents: each }) => sum + of(id) * each, 0);
  const chosen = rows.reduce((sum, { id }) => sum + of(id), 0);
  const statusOf = (id: string) => live?.ticketTypes.find((type) => type.id === id)?.status;
  const isGone = (id: string) => (statusOf(id) === "sold_out" || statusOf(id) === "paused") && !of(id);

  // The checkout is another document: it has a policy of its own for the payment form.
  useEffect(() => {
    if (state.kind === "held") window.location.assign(state.href);
  }, [state]);
  const busy = pending || state.kind === "held";

  return (
    <form action={submit} className="flex flex-col gap-6">
      {Object.entries(fields).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      <ul className="flex flex-col rounded-lg bg-surface px-4 shadow-lift sm:px-6">
        {rows.map(({ id, max, closed, facts, texts: words }) => (
          <li
            key={id}
            className="flex flex-wrap items-center justify-between gap-4 border-line py-5 not-first:border-t"
          >
            <div className="min-w-48 flex-1">{facts}</div>
            {!closed && (
              <Stepper
                name={`quantity.${id}`}
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
      <div role="alert" className="empty:hidden">
        {state.kind === "refused" && (
          <Notice tone="bad">
            <p>{state.message}</p>
            {state.link && (
              <a href={state.link.href} className={buttonClass("plain")}>
                {state.link.text}
              </a>
            )}
          </Notice>
        )}
      </div>
      {live?.soldOut && chosen === 0 && (
        <Notice role="status" title={texts.soldOut}>
          <p className="text-sm">{texts.soldOutNote}</p>
        </Notice>
      )}
      <div className="flex items-center justify-between gap-4 max-sm:sticky max-sm:bottom-0 max-sm:z-10 max-sm:-mx-4 max-sm:border-line max-sm:border-t max-sm:bg-surface max-sm:px-4 max-sm:py-3 max-sm:shadow-lift">
        <p className="min-w-0 font-extrabold text-xl tabular-nums" aria-live="polite">
          <span className="block font-semibold text-muted text-sm sm:inline sm:pe-3 sm:text-base">{texts.total}</span>
          {totalCents === 0 && chosen > 0 ? texts.free : formatMoney(totalCents, currency, locale)}
        </p>
        <button type="submit" className={`${buttonClass()} shrink-0 sm:min-w-56`} aria-disabled={busy}>
          {busy ? texts.submitting : texts.submit}
        </button>
      </div>
      <p className="text-muted text-sm">{texts.note}</p>
    </form>
  );
}
