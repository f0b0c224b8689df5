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
  rows: PickRow[];
  wanted: Record<string, number>;
  /** Hidden fields: the event, the hold to change, this page's own number. */
  fields: Record<string, string>;
  action: (state: PickState, form: FormData) => Promise<PickState>;
  texts: { total: string; submit: string; submitting: string; note: string; free: string };
};

/** Quantities, their sum, and one button. Prices shown here are the server's; so is every decision. */
export function PickForm({ slug, currency, rows, wanted, fields, action, texts }: Props) {
  const [state, submit, pending] = useActionState(action, { kind: "choosing" });
  const [quantities, setQuantities] = useState(wanted);
  const live = useAvailability(slug);
  const of = (id: string) => quantities[id] ?? 0;
  const totalCents = rows.reduce((sum, { id, totalCents: each }) => sum + of(id) * each, 0);
  const chosen = rows.reduce((sum, { id }) => sum + of(id), 0);
  const isGone = (id: string) => live?.ticketTypes.find((type) => type.id === id)?.status === "sold_out" && !of(id);

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
      <div className="flex flex-wrap items-center justify-between gap-4">
        <p className="font-extrabold text-xl tabular-nums" aria-live="polite">
          <span className="pe-3 font-semibold text-base text-muted">{texts.total}</span>
          {totalCents === 0 && chosen > 0 ? texts.free : formatMoney(totalCents, currency)}
        </p>
        <button type="submit" className={`${buttonClass()} max-sm:w-full sm:min-w-56`} aria-disabled={busy}>
          {busy ? texts.submitting : texts.submit}
        </button>
      </div>
      <p className="text-muted text-sm">{texts.note}</p>
    </form>
  );
}
