"use client";

import { useTranslations } from "next-intl";
import { useState, useTransition } from "react";
import { buttonClass } from "@/components/ui/button-class";
import { Dialog } from "@/components/ui/dialog";
import { Field, SelectField } from "@/components/ui/field";
import type { SeatRow } from "@/lib/events/seat-rows";
import { saveSeats } from "../../actions";
import { useOutcome } from "../../use-outcome";

type Props = { eventId: string; poolId: string; name: string; rows: SeatRow[] };
const untouched = { row: 0, from: "", to: "" };

/** Seats of a row out of sale, and back; also while they sell. */
export function SeatBlock({ eventId, poolId, name, rows }: Props) {
  const t = useTranslations("tickets");
  const outcomeOf = useOutcome();
  const [chosen, choose] = useState(untouched);
  const [problem, setProblem] = useState<{ from?: string; to?: string }>({});
  const [pending, start] = useTransition();
  const { first = "", last = "", blocked = [] } = rows[chosen.row] ?? {};
  const typed = (change: Partial<typeof untouched>) => {
    choose({ ...chosen, ...change });
    setProblem({});
  };

  const save = (blocks: boolean) =>
    start(async () => {
      const range = { row: chosen.row, from: chosen.from, to: chosen.to || chosen.from };
      const done = t(blocks ? "blockedDone" : "unblockedDone");
      const asked = { eventId, poolId, ...range, blocked: blocks };
      const saved = await outcomeOf(() => saveSeats(asked), { done, conflict: t("notBlocked") });
      if (!saved || saved.ok) return setProblem({});
      if (saved.problem.kind === "invalid_request") {
        const wrong = t("noSeat", { first, last });
        setProblem("to" in saved.problem.fields && chosen.to ? { to: wrong } : { from: wrong });
      }
      const taken = saved.problem.kind === "conflict" ? (saved.problem.seats ?? []) : [];
      if (taken.length > 0) setProblem({ from: t("seatsTaken", { seats: taken.join(", ") }) });
    });

  return (
    <Dialog
      title={t("blockTitle", { name })}
      description={t("blockText")}
      trigger={
        <button type="button" className={buttonClass("quiet", "sm")}>
          {t("blockSeats")}
        </button>
      }
    >
      <form
        // No action: React would reset the form behind it, and show another row than the one chosen.
        onSubmit={(event) => {
          event.preventDefault();
          save(true);
        }}
        className="flex flex-col gap-4"
      >
        <SelectField
          label={t("row")}
          value={String(chosen.row)}
          onChange={({ target }) => typed({ row: Number(target.value) })}
          options={rows.map(({ blocked: _, ...row }, index) => [String(index), t("rowSeats", row)] as const)}
          hint={blocked.length > 0 ? t("blockedNow", { seats: blocked.join(", ") }) : t("noneBlocked")}
        />
        <div className="grid grid-cols-2 items-start gap-4">
          <Field
            label={t("fromSeat")}
            value={chosen.from}
            onChange={({ target }) => typed({ from: target.value })}
            maxLength={40}
            autoComplete="off"
            error={problem.from}
            required
          />
          <Field
            label={t("toSeat")}
            hint={t("toSeatHint")}
            value={chosen.to}
            onChange={({ target }) => typed({ to: target.value })}
            maxLength={40}
            autoComplete="off"
            error={problem.to}
          />
        </div>
        <div className="flex flex-wrap gap-3">
          <button type="submit" className={buttonClass()} disabled={pending}>
            {pending ? t("saving") : t("block")}
          </button>
          <button type="button" onClick={() => save(false)} className={buttonClass("plain")} disabled={pending}>
            {t("unblock")}
          </button>
        </div>
      </form>
    </Dialog>
  );
}
