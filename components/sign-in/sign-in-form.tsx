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

/** next-auth names routes of its own, which know of no language: what they would lead to. */
function pageAfter({ pathname, searchParams }: URL, callbackUrl: string): string {
  if (pathname.endsWith("/verify-request")) return "/sign-in/sent";
  return `/sign-in?${new URLSearchParams({ error: searchParams.get("error") ?? "", callbackUrl })}`;
}

export function SignInForm({ callbackUrl, prefix, refused, texts }: Props) {
  const [message, submit, pending] = useActionState(async (_: string | undefined, form: FormData) => {
    try {
      const email = String(form.get("email") ?? "");
      const next = new URL(await postAuth("signin/email", { email, callbackUrl }), window.location.href);
      window.location.assign(prefix + pageAfter(next, callbackUrl));
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
