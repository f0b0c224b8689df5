"use client";

import { useState } from "react";
import { buttonClass } from "@/components/ui/button-class";
import { Confirm, ConfirmClose } from "@/components/ui/dialog";
import { useDone } from "./use-done";

type Outcome = { ok: true; value: unknown } | { ok: false; problem: { kind: string } };
type Props = {
  trigger: React.ReactElement;
  texts: { title: string; text: string; go: string; cancel: string };
  act: () => Promise<Outcome>;
  /** What is said once it is done; nothing where the page goes elsewhere by itself. */
  done: () => string | undefined;
  /** What refusals mean here, where the common words do not say it. */
  words?: Partial<Record<string, string>>;
};

/** A destructive thing, asked about once before it is done. */
export function Ask({ trigger, texts, act, done, words }: Props) {
  const [open, setOpen] = useState(false);
  const { pending, run } = useDone();
  const go = () =>
    run(
      async () => {
        const outcome = await act();
        setOpen(false);
        return outcome;
      },
      done,
      words,
    );
  return (
    <Confirm open={open} onOpenChange={setOpen} trigger={trigger} title={texts.title} description={texts.text}>
      <div className="flex flex-wrap justify-end gap-3 pt-2">
        <ConfirmClose
          render={
            <button type="button" className={buttonClass("quiet")}>
              {texts.cancel}
            </button>
          }
        />
        <button type="button" className={buttonClass("danger")} disabled={pending} onClick={go}>
          {texts.go}
        </button>
      </div>
    </Confirm>
  );
}
