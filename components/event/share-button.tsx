"use client";

import { useState, useSyncExternalStore } from "react";
import { buttonClass } from "@/components/ui/button-class";

type Props = { title: string; texts: { share: string; copied: string } };

const never = () => () => undefined;

/** The phone's own way to pass a page on; elsewhere its address goes to the clipboard. Without scripts there is none. */
export function ShareButton({ title, texts }: Props) {
  const scripted = useSyncExternalStore(
    never,
    () => true,
    () => false,
  );
  const [copied, setCopied] = useState(false);
  const share = async () => {
    const { origin, pathname } = window.location;
    const url = origin + pathname;
    // Whoever closes the sheet again did not want to share: nothing to say.
    if (navigator.share) return navigator.share({ title, url }).catch(() => undefined);
    await navigator.clipboard.writeText(url).then(
      () => setCopied(true),
      () => undefined,
    );
  };
  if (!scripted) return null;
  return (
    <button type="button" className={buttonClass("quiet", "sm")} onClick={share}>
      <span aria-live="polite">{copied ? texts.copied : texts.share}</span>
    </button>
  );
}
