"use client";

import { useActionState } from "react";
import { buttonClass } from "@/components/ui/button-class";
import { Field } from "@/components/ui/field";
import { Notice } from "@/components/ui/notice";
import { postAuth, TooManyAsked } from "./post-auth";

type Props = {
  callbackUrl: string;
  refused: string | undefined;
  texts: { email: string; submit: string; sending: string; failed: string; tooMany: string };
};

export function SignInForm({ callbackUrl, refused, texts }: Props) {
  const [message, submit, pending] = useActionState(async (_: string | undefined, form: FormData) => {
    try {
      const email = String(form.get("email") ?? "");
      window.location.assign(await postAuth("signin/email", { email, callbackUrl }));
      return undefined;
    } catch (error) {
      return error instanceof TooManyAsked ? texts.tooMany : texts.failed;
    }
  }, refused);
  return (
    <form action={submit} className="flex flex-col gap-6">
      <div role="alert" className="empty:hidden">
        {message && <Notice tone="bad">{message}</Notice>}
      </div>
      <Field label={texts.email} name="email" type="email" autoComplete="email" required maxLength={254} />
      <button type="submit" className={`${buttonClass()} self-start`} aria-disabled={pending}>
        {pending ? texts.sending : texts.submit}
      </button>
    </form>
  );
}
