"use client";

import { useRouter } from "next/navigation";
import { useEffect } from "react";

const firstMs = 2000;
const lastMs = 20_000;

/** Looks again while the bank decides, less and less often, and not while nobody watches. */
export function OrderWatch() {
  const router = useRouter();
  useEffect(() => {
    let waitMs = firstMs;
    let timer: ReturnType<typeof setTimeout>;
    const look = () => {
      if (document.visibilityState === "visible" && navigator.onLine) router.refresh();
      waitMs = Math.min(lastMs, waitMs * 1.3);
      timer = setTimeout(look, waitMs);
    };
    timer = setTimeout(look, waitMs);
    return () => clearTimeout(timer);
  }, [router]);
  return null;
}
