"use client";

import { zodResolver } from "@hookform/resolvers/zod";
import { useTranslations } from "next-intl";
import { useMemo, useState, useTransition } from "react";
import { useForm } from "react-hook-form";
import { buttonClass } from "@/components/ui/button-class";
import { Dialog, DialogClose } from "@/components/ui/dialog";
import { type TicketTypeFields, ticketTypeForm } from "@/lib/events/ticket-type-form";
import { saveTicketType } from "../../actions";
import { showRefusal, useProblems } from "../../form-kit";
import { TicketTypeInputs } from "../../ticket-type-inputs";
import { useOutcome } from "../../use-outcome";

type Props = {
  eventId: string;
  timezone: string;
  currency: string;
  title: string;
  trigger: string;
  /** Places it may share; none where they stay as they are. */
  pools: readonly [string, string][];
  fields: TicketTypeFields;
  /** Of the one to change; none for a new one. */
  ticketTypeId?: string;
};

/** One ticket type, new or there already. What was typed stays until it is saved or left. */
export function TypeDialog({ title, trigger, ...props }: Props) {
  const [open, setOpen] = useState(false);
  return (
    <Dialog
      open={open}
      onOpenChange={setOpen}
      title={title}
      trigger={
        <button type="button" className={buttonClass("quiet", "sm")}>
          {trigger}
        </button>
      }
    >
      <TypeForm {...props} close={() => setOpen(false)} />
    </Dialog>
  );
}

function TypeForm({ close, ...props }: Omit<Props, "title" | "trigger"> & { close: () => void }) {
  const { eventId, timezone, currency, pools, fields } = props;
  const t = useTranslations("tickets");
  const events = useTranslations("events");
  const outcomeOf = useOutcome();
  const [pending, start] = useTransition();
  const adds = props.ticketTypeId === undefined;
  const [ticketTypeId] = useState(() => props.ticketTypeId ?? crypto.randomUUID());
  const schema = useMemo(() => ticketTypeForm({ timezone, currency }), [timezone, currency]);
  const form = useForm({
    defaultValues: { ...fields, ticketTypeId },
    resolver: zodResolver(schema, undefined, { raw: true }),
    mode: "onTouched",
  });
  const problem = useProblems(form);
  const save = form.handleSubmit((typed) =>
    start(async () => {
      const words = adds
        ? { done: t("added"), conflict: events("failures.most_types") }
        : { done: t("saved"), conflict: events("failures.shrink") };
      const saved = await outcomeOf(() => saveTicketType({ eventId, adds, fields: typed }), words);
      if (saved?.ok) close();
      else if (saved && "fields" in saved.problem) showRefusal(form, saved.problem.fields);
    }),
  );
  return (
    <form noValidate onSubmit={save} className="flex flex-col gap-4">
      <TicketTypeInputs
        register={(name) => form.register(name)}
        problem={(name) => problem(name)}
        value={(name) => form.watch(name)}
        timezone={timezone}
        currency={currency}
        pools={pools}
        choosesPool={adds}
      />
      <div className="flex flex-wrap gap-3">
        <button type="submit" className={buttonClass()} disabled={pending}>
          {pending ? t("saving") : t("save")}
        </button>
        <DialogClose
          render={
            <button type="button" className={buttonClass("quiet")}>
              {t("cancel")}
            </button>
          }
        />
      </div>
    </form>
  );
}
