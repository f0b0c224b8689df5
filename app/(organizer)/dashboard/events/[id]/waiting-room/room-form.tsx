"use client";

import { useTranslations } from "next-intl";
import { useState, useTransition } from "react";
import { buttonClass } from "@/components/ui/button-class";
import { Field, SelectField, TextareaField } from "@/components/ui/field";
import { momentOf } from "@/lib/core/local-time";
import type { OwnEvent } from "@/lib/events/own-event";
import { useOutcome } from "../../use-outcome";
import { saveRoom } from "./actions";

type Props = { eventId: string; room: OwnEvent["room"]; opensAtLocal: string; timezone: string };

const textOf = (data: FormData, name: string) => String(data.get(name) ?? "").trim();

/** A patch from what was typed; undefined where a moment is none. */
function patchOf(data: FormData, timezone: string) {
  const local = textOf(data, "opensAt");
  const opens = local ? momentOf(local, timezone) : undefined;
  if (opens && !("at" in opens)) return undefined;
  return {
    mode: textOf(data, "mode"),
    ratePerMinute: Number(textOf(data, "ratePerMinute")),
    maxActive: Number(textOf(data, "maxActive")),
    burst: Number(textOf(data, "burst")),
    message: { en: textOf(data, "en"), ar: textOf(data, "ar") },
    ...(opens && { opensAt: opens.at.toISOString() }),
  };
}

/** How a room is set: every change binds within seconds. */
export function RoomForm({ eventId, room, opensAtLocal, timezone }: Props) {
  const t = useTranslations("roomDesk");
  const outcomeOf = useOutcome();
  const [problem, setProblem] = useState<string>();
  const [pending, start] = useTransition();
  const save = (data: FormData) =>
    start(async () => {
      const patch = patchOf(data, timezone);
      setProblem(patch ? undefined : t("noMoment"));
      if (patch) await outcomeOf(() => saveRoom({ eventId, patch }), { done: t("saved") });
    });
  const number = { inputMode: "numeric", type: "number", min: 1, required: true, autoComplete: "off" } as const;
  const modes = (["off", "line", "draw"] as const).map((mode): [string, string] => [mode, t(`modes.${mode}`)]);
  return (
    <form action={save} className="flex flex-col gap-5">
      <div className="grid gap-5 sm:grid-cols-2">
        <SelectField label={t("mode")} name="mode" defaultValue={room.mode} options={modes} />
        <Field
          label={t("opensAt")}
          hint={t("opensAtHint", { zone: timezone })}
          name="opensAt"
          type="datetime-local"
          defaultValue={opensAtLocal}
          error={problem}
        />
      </div>
      <div className="grid gap-5 sm:grid-cols-3">
        <Field
          label={t("ratePerMinute")}
          hint={t("rateHint")}
          name="ratePerMinute"
          max={1_000_000}
          {...number}
          defaultValue={room.ratePerMinute}
        />
        <Field
          label={t("maxActive")}
          hint={t("maxActiveHint")}
          name="maxActive"
          max={1_000_000}
          {...number}
          defaultValue={room.maxActive}
        />
        <Field
          label={t("burst")}
          hint={t("burstHint")}
          name="burst"
          max={100_000}
          {...number}
          defaultValue={room.burst}
        />
      </div>
      <TextareaField
        label={t("message")}
        hint={t("messageHint")}
        name="en"
        maxLength={280}
        defaultValue={room.message?.en}
      />
      <TextareaField
        label={t("messageArabic")}
        name="ar"
        dir="rtl"
        lang="ar"
        maxLength={280}
        defaultValue={room.message?.ar}
      />
      <button type="submit" className={`${buttonClass()} self-start`} disabled={pending}>
        {pending ? t("saving") : t("save")}
      </button>
    </form>
  );
}
