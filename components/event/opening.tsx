"use client";

import { useLinkStatus } from "next/link";

/** What a link says, and that it is on its way once it was pressed. */
export function Opening({ text, opening }: { text: string; opening: string }) {
  return useLinkStatus().pending ? opening : text;
}
