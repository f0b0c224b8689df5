"use client";

import { useActionState } from "react";
import { buttonClass } from "@/components/ui/button-class";

export type MailAgainAnswer = { ok: boolean; message: string };

type Props = { send: () => Promise<MailAgainAnswer>; texts: { send: string; sending: string } };

/** Asks for the mail once more; once it is on its way there is nothing more to press. */
export function MailAgain({ send, texts }: Props) {
  const [answer, submit, pending] = useActionState(send, undefined);
  return (
    <form action={submit} className="flex flex-wrap items-center gap-x-4 gap-y-1">
      {!answer?.ok && (
        <button type="submit" className={buttonClass("plain", "sm")} aria-disabled={pending}>
          {pending ? texts.sending : texts.send}
        </button>
      )}
      <p role="status" className={`text-sm ${answer?.ok ? "text-good" : "text-bad"}`}>
        {answer?.message}
      </p>
    </form>
  );
}
