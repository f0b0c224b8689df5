"use client";

import { useNow } from "@/components/ui/use-now";
import { SaleClock, type SaleClockTexts } from "./sale-clock";

type Props = { opensAt: string; openNow: string; texts: SaleClockTexts };

/** The clock until a sale opens, and then the word that it has. */
export function OpensIn({ opensAt, openNow, texts }: Props) {
  const now = useNow();
  const leftMs = now === undefined ? undefined : Date.parse(opensAt) - now;
  if (leftMs !== undefined && leftMs <= 0) {
    return (
      <p role="status" className="font-extrabold text-xl">
        {openNow}
      </p>
    );
  }
  return <SaleClock leftMs={leftMs} texts={texts} />;
}
