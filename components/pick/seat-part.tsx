"use client";

import { lazy, Suspense, useEffect, useRef, useState } from "react";
import { PickedTray } from "@/components/seating/picked-tray";
import type { PickerProps } from "@/components/seating/seat-picker";

const SeatPicker = lazy(() =>
  import("@/components/seating/seat-picker").then((module) => ({ default: module.SeatPicker })),
);

type Props = PickerProps & {
  disabled: boolean;
  say: (cents: number) => string;
  onRetype: (id: string, ticketTypeId: string) => void;
};

/** Seats one by one: the picker, loaded once it comes into view, and the seats picked. */
export function SeatPart({ disabled, say, onRetype, ...picker }: Props) {
  const { texts, picked, offers, onPress } = picker;
  const place = useRef<HTMLElement>(null);
  const isNear = useNear(place);
  const loading = <p className="grid min-h-[36rem] place-items-center text-muted">{texts.loading}</p>;
  return (
    <section
      ref={place}
      aria-labelledby="seats"
      className="flex min-w-0 flex-col gap-4 rounded-lg bg-surface p-4 shadow-lift sm:p-6 [@media(scripting:none)]:hidden"
    >
      <div>
        <h2 id="seats" className="text-lg">
          {texts.title}
        </h2>
        <p className="text-muted text-sm">{texts.intro}</p>
      </div>
      {isNear ? (
        <Suspense fallback={loading}>
          <SeatPicker {...picker} />
        </Suspense>
      ) : (
        loading
      )}
      <PickedTray {...{ picked, offers, say, disabled, onRetype, texts }} onRemove={onPress} />
    </section>
  );
}

function useNear(place: React.RefObject<HTMLElement | null>): boolean {
  const [isNear, setNear] = useState(false);
  useEffect(() => {
    if (!place.current) return;
    const watch = new IntersectionObserver(([entry]) => entry?.isIntersecting && setNear(true), {
      rootMargin: "200px",
    });
    watch.observe(place.current);
    return () => watch.disconnect();
  }, [place]);
  return isNear;
}
