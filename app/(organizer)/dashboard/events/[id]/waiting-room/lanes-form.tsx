"use client";

import { useTranslations } from "next-intl";
import { useState, useTransition } from "react";
import { buttonClass } from "@/components/ui/button-class";
import { Field, TextareaField } from "@/components/ui/field";
import { Fold } from "@/components/ui/fold";
import { Notice } from "@/components/ui/notice";
import { useOutcome } from "../../use-outcome";
import { saveRoom } from "./actions";
import { type LaneFields, lanesIn, lanesOrder } from "./lane-fields";

type Props = { eventId: string; lanes: LaneFields[]; timezone: string };

/** Lines beside everybody's, each for who has one of its codes. A lane without a share is none. */
export function LanesForm({ eventId, lanes, timezone }: Props) {
  const t = useTranslations("roomDesk.lanes");
  const outcomeOf = useOutcome();
  const [problem, setProblem] = useState<"shares" | "codes" | "moment">();
  const [pending, start] = useTransition();
  const save = (data: FormData) =>
    start(async () => {
      const read = lanesIn(data, timezone);
      setProblem("problem" in read ? read.problem : undefined);
      if ("problem" in read) return;
      await outcomeOf(() => saveRoom({ eventId, patch: { lanes: read.lanes } }), {
        done: t("saved"),
        conflict: t("stays"),
      });
    });
  return (
    <form
      className="flex flex-col gap-5"
      onSubmit={(event) => {
        // What was typed stays where it is refused.
        event.preventDefault();
        save(new FormData(event.currentTarget));
      }}
    >
      <p className="max-w-[64ch] text-muted">{t("lead")}</p>
      <div>
        {lanesOrder.map((name) => (
          <Lane key={name} name={name} lane={lanes.find(({ lane }) => lane === name)} timezone={timezone} />
        ))}
      </div>
      {problem && <Notice tone="bad">{t(`problems.${problem}`)}</Notice>}
      <button type="submit" className={`${buttonClass()} self-start`} disabled={pending}>
        {pending ? t("saving") : t("save")}
      </button>
    </form>
  );
}

type LaneProps = { name: LaneFields["lane"]; lane: LaneFields | undefined; timezone: string };

function Lane({ name, lane, timezone }: LaneProps) {
  const t = useTranslations("roomDesk.lanes");
  const number = { inputMode: "numeric", type: "number", autoComplete: "off" } as const;
  const title = lane ? t("titleOf", { lane: t(`names.${name}`), share: lane.share }) : t(`names.${name}`);
  return (
    <Fold title={title} open={lane !== undefined}>
      <div className="flex flex-col gap-5 pb-5">
        <p className="max-w-[64ch] text-muted text-sm">{t(`notes.${name}`)}</p>
        <div className="grid gap-5 sm:grid-cols-3">
          <Field
            {...{ label: t("share"), hint: t("shareHint"), name: `${name}.share`, defaultValue: lane?.share }}
            {...{ ...number, min: 1, max: 90 }}
          />
          <Field
            {...{ label: t("opensAt"), hint: t("opensAtHint", { zone: timezone }), name: `${name}.opensAt` }}
            {...{ type: "datetime-local", defaultValue: lane?.opensAtLocal }}
          />
          <Field
            {...{ label: t("places"), hint: t("placesHint"), name: `${name}.places`, defaultValue: lane?.places }}
            {...{ ...number, min: 1, max: 1_000_000 }}
          />
        </div>
        <TextareaField
          {...{ label: t("codes"), hint: t("codesHint"), name: `${name}.codes`, defaultValue: lane?.codes.join("\n") }}
          {...{ autoComplete: "off", autoCapitalize: "characters", spellCheck: false, dir: "ltr", maxLength: 5000 }}
        />
      </div>
    </Fold>
  );
}
