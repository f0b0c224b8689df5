import { Circle, Line, Rect, Svg } from "@react-pdf/renderer";
import type { ReactElement } from "react";
import { coloursOf, digitsOf } from "./colours";

const counted = (count: number, draw: (index: number) => ReactElement) =>
  Array.from({ length: count }, (_, index) => draw(index));

function rings(accent: string, seed: number, width: number, height: number) {
  const x = width * (0.55 + (seed % 5) * 0.08);
  return counted(26, (ring) => (
    <Circle
      key={ring}
      cx={x}
      cy={height * 0.42}
      r={6 + ring * 11}
      stroke={accent}
      strokeWidth={1.5 + (ring % 3) * 1.5}
      fill="none"
    />
  ));
}

function rays(accent: string, seed: number, width: number, height: number) {
  const x = width * (0.6 + (seed % 4) * 0.09);
  return counted(48, (ray) => {
    const angle = (ray / 48) * 2 * Math.PI;
    return (
      <Line
        key={ray}
        x1={x + Math.cos(angle) * 26}
        y1={height * 0.45 + Math.sin(angle) * 26}
        x2={x + Math.cos(angle) * 520}
        y2={height * 0.45 + Math.sin(angle) * 520}
        stroke={accent}
        strokeWidth={ray % 2 ? 1.2 : 4}
      />
    );
  });
}

function bars(accent: string, seed: number, width: number, height: number) {
  return counted(24, (index) => {
    const tall = height * (0.18 + Math.abs(Math.sin((index + seed) * 1.7)) * 0.6);
    return <Rect key={index} x={(index / 24) * width} y={0} width={(width / 24) * 0.55} height={tall} fill={accent} />;
  });
}

/** A picture drawn from the event's id, so that every event has one without uploading anything. */
export function Poster({ eventId, width, height }: { eventId: string; width: number; height: number }) {
  const [, which = 0, seed = 0] = digitsOf(eventId);
  const draw = [rings, rays, bars][which % 3] ?? rings;
  return (
    <Svg width={width} height={height} viewBox={`0 0 ${width} ${height}`}>
      {draw(coloursOf(eventId).accent, seed, width, height)}
    </Svg>
  );
}
