"use client";

import { useActionState } from "react";
import { buttonClass } from "@/components/ui/button-class";
import { Field } from "@/components/ui/field";
import { Notice } from "@/components/ui/notice";
import { postAuth, TooManyAsked } from "./post-auth";

type Props = {
  callbackUrl: string;
  /** What stands before the address of a page in this language. */
  prefix: string;
  refused: string | undefined;
  texts: { email: string; submit: string; sending: string; failed: string; tooMany: string };
};

/** `email`: what was typed, which a form that was sent forgets. */
type Sent = { message: string | undefined; email: string };

/** next-auth names routes of its own, which know of no language: what they would lead to. */
function pageAfter({ pathname, searchParams }: URL, callbackUrl: string): string {
  if (pathname.endsWith("/verify-request")) return "/sign-in/sent";
  return `/sign-in?${new URLSearchParams({ error: searchParams.get("error") ?? "", callbackUrl })}`;
}

export function SignInForm({ callbackUrl, prefix, refused, texts }: Props) {
  const [{ message, email: typed }, submit, pending] = useActionState(
    async (_: Sent, form: FormData) => {
      const email = String(form.get("email") ?? "");
      try {
        const next = new URL(await postAuth("signin/email", { email, callbackUrl }), window.location.href);
        window.location.assign(prefix + pageAfter(next, callbackUrl));
        return { message: undefined, email };
      } catch (error) {
        return { message: error instanceof TooManyAsked ? texts.tooMany : texts.failed, email };
      }
    },
    { message: refused, email: "" },
  );
  return (
    <form action={submit} className="flex flex-col gap-6">
      <div role="alert" className="empty:hidden">
        {message && <Notice tone="bad">{message}</Notice>}
      </div>
      <Field
        label={texts.email}
        name="email"
        type="email"
        defaultValue={typed}
        autoComplete="email"
        required
        maxLength={254}
      />
      <button type="submit" className={`${buttonClass()} self-start`} aria-disabled={pending}>
        {pending ? texts.sending : texts.submit}
      </button>
    </form>
  );
}
