"use client";

import { useEffect, useRef } from "react";
import { type Room, wait } from "./wait";

type Props = Room & { children: React.ReactNode };

/** Brings a waiting page to life. What it shows was drawn ahead, the same for all: here only what differs is filled in. */
export function Waiting({ children, ...room }: Props) {
  const root = useRef<HTMLDivElement>(null);
  const first = useRef(room);
  useEffect(() => (root.current ? wait(root.current, first.current) : undefined), []);
  return <div ref={root}>{children}</div>;
}
