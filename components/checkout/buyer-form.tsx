"use client";

import { useEffect, useRef } from "react";
import { buttonClass } from "@/components/ui/button-class";
import { Field } from "@/components/ui/field";
import { Fold } from "@/components/ui/fold";
import { Notice } from "@/components/ui/notice";
import type { CheckoutTexts } from "./answers";
import type { PaymentState } from "./use-payment";

export type Buyer = { name: string; email: string; attendees?: string[] };

type Props = {
  state: PaymentState;
  buyer: { name: string; email: string };
  tickets: string[];
  who: React.ReactNode;
  /** False until scripts run and the card form is there: pressed before that, the form would go nowhere. */
  ready: boolean;
  over: React.ReactNode;
  texts: CheckoutTexts;
  onSubmit: (buyer: Buyer) => void;
  children?: React.ReactNode;
};

const textOf = (form: FormData, name: string) => String(form.get(name) ?? "");

/** What the form says. A ticket without a name of its own carries the buyer's. */
function readBuyer(form: FormData): Buyer {
  const name = textOf(form, "name");
  const given = form.getAll("attendee").map((each) => String(each).trim());
  const attendees = given.some(Boolean) ? { attendees: given.map((each) => each || name) } : {};
  return { name, email: textOf(form, "email"), ...attendees };
}

/** Who buys, how they pay, and one button that can be pressed as often as one likes. */
export function BuyerForm({ state, buyer, tickets, who, ready, over, texts, onSubmit, children }: Props) {
  const busy = state.kind === "busy";
  const refused = state.kind === "refused" ? state : undefined;
  const message = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (refused) message.current?.focus();
  }, [refused]);

  function submit(event: React.SubmitEvent<HTMLFormElement>) {
    event.preventDefault();
    if (busy || !ready) return;
    onSubmit(readBuyer(new FormData(event.currentTarget)));
  }

  const locked = busy || refused?.next === "same";
  const waiting = busy && state.at !== "paying" ? texts[state.at] : texts.secure;
  return (
    <form onSubmit={submit} className="flex flex-col gap-8" aria-busy={busy}>
      <fieldset className="flex flex-col gap-4">
        <legend className="pb-4 font-extrabold text-lg tracking-tight [font-stretch:108%]">{texts.you}</legend>
        {who}
        <Field
          label={texts.name}
          name="name"
          autoComplete="name"
          required
          maxLength={120}
          dir="auto"
          defaultValue={buyer.name}
          readOnly={locked}
          error={refused?.fields?.name}
        />
        <Field
          label={texts.email}
          hint={texts.emailHint}
          name="email"
          type="email"
          autoComplete="email"
          required
          maxLength={254}
          dir="ltr"
          defaultValue={buyer.email}
          readOnly={locked}
          error={refused?.fields?.email}
        />
        <Fold title={texts.namesTitle}>
          <p className="pb-3 text-muted text-sm">{texts.namesHint}</p>
          <div className="flex flex-col gap-3">
            {tickets.map((ticket) => (
              <Field
                key={ticket}
                label={ticket}
                name="attendee"
                autoComplete="off"
                maxLength={120}
                dir="auto"
                readOnly={locked}
              />
            ))}
          </div>
        </Fold>
      </fieldset>
      {children}
      <div ref={message} tabIndex={-1} role="alert" className="outline-none empty:hidden">
        {refused && (
          <Notice tone="bad">
            <p>{refused.message}</p>
            {refused.next === "over" && over}
          </Notice>
        )}
      </div>
      {refused?.next !== "over" && (
        <div className="flex flex-col gap-3">
          <button type="submit" className={`${buttonClass()} w-full text-lg`} disabled={!ready} aria-disabled={busy}>
            {busy ? texts.paying : refused?.next === "same" ? texts.again : texts.pay}
          </button>
          <p role="status" aria-live="polite" className="text-muted text-sm">
            {waiting}
          </p>
        </div>
      )}
    </form>
  );
}
