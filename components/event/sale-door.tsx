"use client";

import Link from "next/link";
import { buttonClass } from "@/components/ui/button-class";
import { Notice } from "@/components/ui/notice";
import { useNow } from "@/components/ui/use-now";
import { useAvailability } from "./availability";
import { Opening } from "./opening";
import { SaleClock, type SaleClockTexts } from "./sale-clock";

export type DoorTexts = SaleClockTexts & {
  get: string;
  opening: string;
  soldOut: string;
  soldOutNote: string;
  openNow: string;
};
type Props = {
  slug: string;
  /** Where tickets are picked, in the page's language. */
  pickPath: string;
  opensAt: string | null;
  texts: DoorTexts;
};

/** The way in: a clock until the sale opens, then the link, for as long as something is left. */
export function SaleDoor({ slug, pickPath, opensAt, texts }: Props) {
  const now = useNow();
  const soldOut = useAvailability(slug)?.soldOut ?? false;
  const opens = opensAt ? Date.parse(opensAt) : 0;
  const leftMs = now === undefined ? undefined : opens - now;
  if (opensAt && (leftMs === undefined || leftMs > 0)) return <SaleClock leftMs={leftMs} texts={texts} />;
  if (soldOut) {
    return (
      <Notice tone="bad" title={texts.soldOut} role="status">
        <p className="text-sm">{texts.soldOutNote}</p>
      </Notice>
    );
  }
  return (
    <>
      {opensAt && (
        <p role="status" className="font-bold text-good">
          {texts.openNow}
        </p>
      )}
      <Link href={pickPath} prefetch={false} className={`${buttonClass()} w-full`}>
        <Opening text={texts.get} opening={texts.opening} />
      </Link>
    </>
  );
}
