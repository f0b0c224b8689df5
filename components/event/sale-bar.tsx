"use client";

import Link from "next/link";
import { useEffect, useState } from "react";
import { buttonClass } from "@/components/ui/button-class";
import { useAvailability } from "./availability";
import { Opening } from "./opening";

type Props = { slug: string; pickPath: string; panelId: string; get: string; opening: string; price: React.ReactNode };

/** On a phone the way in stays at hand while one reads, as long as the panel with all prices is out of sight. */
export function SaleBar({ slug, pickPath, panelId, get, opening, price }: Props) {
  const soldOut = useAvailability(slug)?.soldOut ?? false;
  const [shown, setShown] = useState(false);
  useEffect(() => {
    const panel = document.getElementById(panelId);
    if (!panel) return;
    const watch = new IntersectionObserver(([entry]) => setShown(entry ? !entry.isIntersecting : false));
    watch.observe(panel);
    return () => watch.disconnect();
  }, [panelId]);
  if (soldOut || !shown) return null;
  return (
    <div className="sticky bottom-0 z-10 -mx-4 flex items-center justify-between gap-4 border-line border-t bg-surface px-4 py-3 pb-[max(0.75rem,env(safe-area-inset-bottom))] shadow-lift sm:-mx-8 sm:px-8 lg:hidden">
      <p className="min-w-0 font-extrabold text-lg tabular-nums leading-tight">{price}</p>
      <Link href={pickPath} prefetch={false} className={`${buttonClass()} shrink-0`}>
        <Opening text={get} opening={opening} />
      </Link>
    </div>
  );
}
