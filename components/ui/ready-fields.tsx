"use client";

import { useEffect, useState } from "react";

/** Fields that wait until scripts are in charge of them: what is typed before would be lost. */
export function ReadyFields({ children }: { children: React.ReactNode }) {
  const [ready, setReady] = useState(false);
  useEffect(() => setReady(true), []);
  return (
    <fieldset disabled={!ready} className="contents">
      {children}
    </fieldset>
  );
}
