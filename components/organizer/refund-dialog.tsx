"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { buttonClass } from "@/components/ui/button-class";
import { Confirm, ConfirmClose } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { formatMoney } from "@/lib/core/money";
import { Choice } from "./choice";
import { type Refundable, type RefundChoice, type RefundKind, refundCents } from "./refund-wish";
import { useDone } from "./use-done";

type Order = Omit<Refundable, "tickets"> & {
  id: string;
  number: string;
  buyerName: string;
  tickets: (Refundable["tickets"][number] & { label: string })[];
};
type Wish = {
  orderId: string;
  refundId: string;
  tickets?: string[];
  amountCents?: number;
  returnUnits: boolean;
  reason: string;
};
type Given = { ok: true; value: { amountCents: number; status: string } } | { ok: false; problem: { kind: string } };
type Props = { order: Order; refund: (wish: Wish) => Promise<Given> };

const untouched: RefundChoice = { kind: "whole", chosen: [], amount: "" };

export function RefundDialog({ order, refund }: Props) {
  const t = useTranslations("orders");
  const [open, setOpen] = useState(false);
  const [refundId, setRefundId] = useState("");
  // A name for each opening: pressed twice, or sent again after a lost answer, it is one refund.
  const toggle = (next: boolean) => {
    if (next) setRefundId(crypto.randomUUID());
    setOpen(next);
  };
  return (
    <Confirm
      open={open}
      onOpenChange={toggle}
      trigger={
        <button type="button" className={buttonClass("quiet")}>
          {t("refund")}
        </button>
      }
      title={t("refundTitle", { number: order.number })}
    >
      <RefundForm order={order} refund={(wish) => refund({ ...wish, refundId })} close={() => setOpen(false)} />
    </Confirm>
  );
}

type FormProps = { order: Order; refund: (wish: Omit<Wish, "refundId">) => Promise<Given>; close: () => void };

function RefundForm({ order, refund, close }: FormProps) {
  const t = useTranslations("orders");
  const { pending, run } = useDone();
  const [choice, setChoice] = useState(untouched);
  const money = (cents: number) => formatMoney(cents, order.currency, "en-GB");
  const cents = refundCents(choice, order);

  const submit = (form: FormData) => {
    const { kind, chosen } = choice;
    const wish = {
      orderId: order.id,
      ...(kind === "chosen" && { tickets: [...chosen] }),
      ...(kind === "amount" && cents !== undefined && { amountCents: cents }),
      returnUnits: form.get("returnUnits") === "on",
      reason: String(form.get("reason") ?? ""),
    };
    run(
      () => refund(wish),
      ({ amountCents, status }) => {
        close();
        const amount = money(amountCents);
        return status === "succeeded"
          ? t("refundDone", { amount, name: order.buyerName })
          : t("refundPending", { amount });
      },
      { conflict: t("refundConflict"), refund_failed: t("refundFailed") },
    );
  };

  return (
    <form action={submit} className="flex flex-col gap-4">
      <What order={order} choice={choice} onChange={setChoice} />
      {choice.kind !== "amount" && (
        <Choice type="checkbox" name="returnUnits" defaultChecked title={t("returnUnits")} />
      )}
      <Field label={t("reason")} hint={t("reasonHint")} name="reason" maxLength={500} autoComplete="off" />
      <div className="rounded-md bg-sunken px-4 py-3" aria-live="polite">
        <p className="flex flex-wrap items-baseline justify-between gap-x-4">
          <span className="font-semibold">{t("getsBack", { name: order.buyerName })}</span>
          <span className="font-extrabold text-lg tabular-nums">{cents === undefined ? "–" : money(cents)}</span>
        </p>
        <p className="text-muted text-xs">{t("getsBackNote")}</p>
      </div>
      <div className="flex flex-wrap justify-end gap-3">
        <ConfirmClose
          render={
            <button type="button" className={buttonClass("quiet")}>
              {t("cancel")}
            </button>
          }
        />
        <button type="submit" className={buttonClass("danger")} disabled={pending || cents === undefined}>
          {pending
            ? t("refunding")
            : cents === undefined
              ? t("refundNothing")
              : t("refundGo", { amount: money(cents) })}
        </button>
      </div>
    </form>
  );
}

type WhatProps = { order: Order; choice: RefundChoice; onChange: (choice: RefundChoice) => void };

function What({ order, choice, onChange }: WhatProps) {
  const t = useTranslations("orders");
  const money = (cents: number) => formatMoney(cents, order.currency, "en-GB");
  const most = money(order.leftCents);
  const open = order.tickets.filter(({ refundable }) => refundable);
  const kinds: [RefundKind, string, string][] = [
    ["whole", t("whole"), t("wholeNote")],
    ["chosen", t("chosen"), t("chosenNote")],
    ["amount", t("anAmount"), t("anAmountNote")],
  ];
  const toggle = (id: string, isOn: boolean) =>
    onChange({ ...choice, chosen: isOn ? [...choice.chosen, id] : choice.chosen.filter((each) => each !== id) });
  const isWrong = choice.kind === "amount" && choice.amount !== "" && refundCents(choice, order) === undefined;
  const more: Partial<Record<RefundKind, React.ReactNode>> = {
    chosen: (
      <div className="flex max-h-56 flex-col gap-2 overflow-y-auto ps-6">
        {open.map(({ id, label, worthCents }) => (
          <Choice
            key={id}
            type="checkbox"
            checked={choice.chosen.includes(id)}
            onChange={(event) => toggle(id, event.target.checked)}
            title={label}
            note={money(worthCents)}
          />
        ))}
      </div>
    ),
    amount: (
      <div className="ps-6">
        <Field
          label={t("amountField", { currency: order.currency })}
          hint={t("amountHint", { most })}
          error={isWrong ? t("amountWrong", { most }) : undefined}
          inputMode="decimal"
          autoComplete="off"
          value={choice.amount}
          onChange={(event) => onChange({ ...choice, amount: event.target.value })}
        />
      </div>
    ),
  };
  return (
    <fieldset className="flex flex-col gap-2">
      <legend className="pb-1 font-semibold text-sm">{t("refundWhat")}</legend>
      {kinds
        .filter(([kind]) => kind !== "chosen" || open.length > 0)
        .map(([kind, title, note]) => (
          <div key={kind} className="flex flex-col gap-2">
            <Choice
              type="radio"
              name="kind"
              checked={choice.kind === kind}
              onChange={() => onChange({ ...choice, kind })}
              title={title}
              note={note}
            />
            {choice.kind === kind && more[kind]}
          </div>
        ))}
    </fieldset>
  );
}
