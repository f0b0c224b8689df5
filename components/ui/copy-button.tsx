"use client";

import { useState } from "react";
import { buttonClass } from "./button-class";

/** Puts a text on the clipboard and says so. */
export function CopyButton({ text, texts }: { text: string; texts: { copy: string; copied: string } }) {
  const [copied, setCopied] = useState(false);
  const copy = () =>
    navigator.clipboard.writeText(text).then(
      () => setCopied(true),
      () => setCopied(false),
    );
  return (
    <button type="button" className={buttonClass("quiet", "sm")} onClick={copy}>
      <span aria-live="polite">{copied ? texts.copied : texts.copy}</span>
    </button>
  );
}
