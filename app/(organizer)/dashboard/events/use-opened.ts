"use client";

import { useLayoutEffect, useRef } from "react";

/** Opens a fold when something inside is wrong. It never closes it: whoever mends a field is still in it. */
export function useOpened(isWrong: boolean) {
  const fold = useRef<HTMLDetailsElement>(null);
  useLayoutEffect(() => {
    if (isWrong && fold.current) fold.current.open = true;
  }, [isWrong]);
  return fold;
}
