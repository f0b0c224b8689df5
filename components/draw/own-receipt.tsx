"use client";

import { useState } from "react";
import { buttonClass } from "@/components/ui/button-class";
import { Notice } from "@/components/ui/notice";
import { type Checked, checkOwn, type Receipt, type Told } from "./check-own";

const answerMsMax = 8000;

export type Texts = Record<
  "check" | "checking" | "none" | "failed" | "stands" | "absent" | "follows" | "wrongSeed" | "later" | "save",
  string
> & {
  /** With {number}. */
  place: string;
};
type Found = { kind: "none" } | { kind: "failed" } | { kind: "checked"; checked: Checked; receipt: Receipt };

async function ask<Body>(path: string): Promise<{ status: number; body: Body }> {
  const response = await fetch(path, { signal: AbortSignal.timeout(answerMsMax), cache: "no-store" });
  return { status: response.status, body: await response.json() };
}

async function find(slug: string): Promise<Found> {
  const base = `/api/v1/events/${slug}/queue`;
  const [told, receipt] = await Promise.all([ask<Told>(`${base}/draw`), ask<Receipt>(`${base}/receipt`)]);
  if (told.status !== 200 || (receipt.status !== 200 && receipt.status !== 404)) return { kind: "failed" };
  if (receipt.status === 404) return { kind: "none" };
  return { kind: "checked", checked: await checkOwn(told.body, receipt.body), receipt: receipt.body };
}

/** Fetches a fan's own receipt and works it out here, with the browser's own cryptography. */
export function OwnReceipt({ slug, texts }: { slug: string; texts: Texts }) {
  const [found, setFound] = useState<Found | "asking">();
  const check = () => {
    setFound("asking");
    find(slug).then(setFound, () => setFound({ kind: "failed" }));
  };
  return (
    <div className="flex flex-col items-start gap-4">
      <button type="button" className={buttonClass()} onClick={check} disabled={found === "asking"}>
        {found === "asking" ? texts.checking : texts.check}
      </button>
      <div aria-live="polite" className="w-full">
        {found && found !== "asking" && <Outcome found={found} texts={texts} />}
      </div>
    </div>
  );
}

function Outcome({ found, texts }: { found: Found; texts: Texts }) {
  if (found.kind !== "checked") return <Notice>{texts[found.kind]}</Notice>;
  const { checked, receipt } = found;
  const isGood = checked.stands && checked.seed !== false;
  const place = checked.place === undefined ? undefined : texts.place.replace("{number}", String(checked.place));
  const file = `data:application/json;charset=utf-8,${encodeURIComponent(JSON.stringify(receipt))}`;
  return (
    <Notice tone={isGood ? "good" : "bad"} {...(place && isGood && { title: place })}>
      <ul className="list-disc ps-5">
        <li>{checked.stands ? texts.stands : texts.absent}</li>
        <li>{checked.seed === undefined ? texts.later : checked.seed ? texts.follows : texts.wrongSeed}</li>
      </ul>
      <a className={buttonClass("plain", "sm")} href={file} download="receipt.json">
        {texts.save}
      </a>
    </Notice>
  );
}
