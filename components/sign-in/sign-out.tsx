"use client";

import { useTransition } from "react";
import { buttonClass } from "@/components/ui/button-class";
import { postAuth } from "./post-auth";

export function SignOut({ text, home = "/" }: { text: string; home?: string }) {
  const [pending, start] = useTransition();
  const leave = () =>
    start(async () => {
      await postAuth("signout", { callbackUrl: home }).then(
        (url) => window.location.assign(url),
        () => window.location.reload(),
      );
    });
  return (
    <button type="button" className={`${buttonClass("plain")} self-start`} aria-disabled={pending} onClick={leave}>
      {text}
    </button>
  );
}
