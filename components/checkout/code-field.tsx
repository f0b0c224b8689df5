"use client";

import { useActionState } from "react";
import { buttonClass } from "@/components/ui/button-class";
import { Field } from "@/components/ui/field";
import type { CodeAnswer } from "./answers";

type Props = {
  open: (before: CodeAnswer | undefined, form: FormData) => Promise<CodeAnswer>;
  texts: { code: string; submit: string; submitting: string };
};

/** A code is tried where it counts, on the server; what it says stays beside the field. */
export function CodeField({ open, texts }: Props) {
  const [answer, submit, pending] = useActionState(open, undefined);
  return (
    <form action={submit} className="flex flex-col gap-3">
      <Field
        label={texts.code}
        name="code"
        required
        maxLength={80}
        autoComplete="off"
        autoCapitalize="characters"
        spellCheck={false}
        dir="ltr"
        defaultValue={answer?.code}
        error={answer?.message}
      />
      <p role="status" className="sr-only">
        {answer?.message}
      </p>
      <button type="submit" className={`${buttonClass("quiet", "sm")} self-start`} aria-disabled={pending}>
        {pending ? texts.submitting : texts.submit}
      </button>
    </form>
  );
}
