"use client";

import { useEffect, useRef } from "react";
import type { Words } from "./hall";
import { accessible, companion, type House, obstructed } from "./house";
import { drawSeat, type SeatLook } from "./seat-shape";
import type { SeatTexts } from "./seat-texts";
import { themeOf } from "./theme";

type Props = { house: House; words: Words; texts: SeatTexts };

const side = 22;

/** What the shapes on the map mean, drawn by the hand that draws them there. */
export function SeatLegend({ house, words, texts }: Props) {
  const { marks, states } = texts;
  const used = new Set(house.marks);
  const sold = house.categories.flatMap(({ id, name }, category) => {
    const { text } = words.prices[category] ?? { text: "" };
    return text ? [{ id, category, text: `${name} · ${text}` }] : [];
  });
  const first = sold[0]?.category ?? 0;
  const also = [
    { bits: accessible, text: marks.accessible },
    { bits: companion, text: marks.companion },
    { bits: obstructed, text: marks.obstructed },
  ].filter(({ bits }) => used.has(bits));
  return (
    <ul aria-label={texts.legend} className="flex flex-wrap gap-x-5 gap-y-1 text-sm">
      {sold.map(({ id, category, text }) => (
        <Entry key={id} look={{ category, marks: 0, state: "free" }} text={text} />
      ))}
      {also.map(({ bits, text }) => (
        <Entry key={bits} look={{ category: first, marks: bits, state: "free" }} text={text} />
      ))}
      <Entry look={{ category: first, marks: 0, state: "taken" }} text={states.taken} />
    </ul>
  );
}

function Entry({ look: { category, marks, state }, text }: { look: SeatLook; text: string }) {
  const canvas = useRef<HTMLCanvasElement>(null);
  useEffect(() => {
    const draw = () => {
      const element = canvas.current;
      const pen = element?.getContext("2d");
      if (!element || !pen) return;
      pen.setTransform(2, 0, 0, 2, side, side);
      pen.clearRect(-side, -side, 2 * side, 2 * side);
      drawSeat(pen, { category, marks, state }, 8, themeOf(element));
    };
    draw();
    const dark = matchMedia("(prefers-color-scheme: dark)");
    dark.addEventListener("change", draw);
    return () => dark.removeEventListener("change", draw);
  }, [category, marks, state]);
  return (
    <li className="flex items-center gap-1.5">
      <span aria-hidden="true">
        <canvas ref={canvas} width={2 * side} height={2 * side} style={{ width: side, height: side }} />
      </span>
      <bdi>{text}</bdi>
    </li>
  );
}
