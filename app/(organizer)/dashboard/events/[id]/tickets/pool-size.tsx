"use client";

import { useTranslations } from "next-intl";
import { useState, useTransition } from "react";
import { buttonClass } from "@/components/ui/button-class";
import { Dialog } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { savePool } from "../../actions";
import { useOutcome } from "../../use-outcome";

type Props = { eventId: string; poolId: string; name: string; capacity: number };

/** How many places there are: more go on sale at once. */
export function PoolSize({ eventId, poolId, name, capacity }: Props) {
  const t = useTranslations("tickets");
  const words = useTranslations();
  const outcomeOf = useOutcome();
  const [open, setOpen] = useState(false);
  const [problem, setProblem] = useState<string>();
  const [pending, start] = useTransition();
  const save = (data: FormData) =>
    start(async () => {
      const typed = String(data.get("capacity") ?? "").trim();
      const count = /^\d{1,7}$/.test(typed) ? Number(typed) : 0;
      if (count < 1) return setProblem(words("editor.problems.not_a_number"));
      const conflict = words("events.failures.shrink");
      const saved = await outcomeOf(() => savePool({ eventId, poolId, capacity: count }), {
        done: t("raised"),
        conflict,
      });
      if (saved?.ok) setOpen(false);
      else if (saved?.problem.kind === "conflict") setProblem(conflict);
    });
  return (
    <Dialog
      open={open}
      onOpenChange={(next) => {
        setOpen(next);
        setProblem(undefined);
      }}
      title={t("raiseTitle", { name })}
      trigger={
        <button type="button" className={buttonClass("quiet", "sm")}>
          {t("raise")}
        </button>
      }
    >
      <form action={save} className="flex flex-col gap-4">
        <Field
          label={t("poolCapacity")}
          hint={t("raiseHint")}
          name="capacity"
          inputMode="numeric"
          autoComplete="off"
          defaultValue={capacity}
          error={problem}
        />
        <button type="submit" className={`${buttonClass()} self-start`} disabled={pending}>
          {pending ? t("saving") : t("save")}
        </button>
      </form>
    </Dialog>
  );
}
