"use client";

import { useActionState } from "react";
import { buttonClass } from "@/components/ui/button-class";

type Props = { release: () => Promise<{ message: string } | undefined>; text: string };

/** Gives the tickets back now, for somebody else. */
export function ReleaseButton({ release, text }: Props) {
  const [refused, submit, pending] = useActionState(release, undefined);
  return (
    <form action={submit}>
      <button type="submit" className={buttonClass("plain")} aria-disabled={pending}>
        {text}
      </button>
      <p role="alert" className="text-bad text-sm">
        {refused?.message}
      </p>
    </form>
  );
}
