"use client";

import { useEffect, useRef } from "react";
import uPlot from "uplot";
import "uplot/dist/uPlot.min.css";
import type { SalesMinute } from "@/lib/events/live-sales";

const heightPx = 224;
const barsAtLeast = 4;
const paths = uPlot.paths.bars?.({ size: [0.8, 24], radius: 0.15 });

const toData = (minutes: SalesMinute[]): uPlot.AlignedData => [
  minutes.map(({ minuteMs }) => minuteMs / 1000),
  minutes.map(({ tickets }) => tickets),
];

/** Colours as the page has them now: a chart is drawn, not styled. */
function coloursOf(element: HTMLElement) {
  const of = (name: string) => {
    const probe = document.createElement("span");
    probe.style.color = `var(${name})`;
    element.append(probe);
    const { color } = getComputedStyle(probe);
    probe.remove();
    return color;
  };
  return { ink: of("--color-muted"), line: of("--color-line"), bar: of("--color-accent") };
}

function optionsFor(element: HTMLElement, timezone: string): uPlot.Options {
  const { ink, line, bar } = coloursOf(element);
  const axis = { stroke: ink, grid: { stroke: line, width: 1 }, ticks: { show: false }, font: "13px sans-serif" };
  return {
    width: element.clientWidth,
    height: heightPx,
    legend: { show: false },
    cursor: { show: false },
    tzDate: (seconds) => uPlot.tzDate(new Date(seconds * 1000), timezone),
    scales: { y: { range: (_, __, max) => [0, Math.max(barsAtLeast, Math.ceil(max * 1.1))] } },
    axes: [
      {
        ...axis,
        size: 28,
        grid: { show: false },
        values: (_, ticks) => ticks.map((seconds) => clockOf(seconds, timezone)),
      },
      { ...axis, size: 40, incrs: [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000] },
    ],
    series: [{}, { fill: bar, stroke: bar, width: 0, points: { show: false }, ...(paths && { paths }) }],
  };
}

const clockOf = (seconds: number, timeZone: string) =>
  new Intl.DateTimeFormat("en-GB", { hour: "2-digit", minute: "2-digit", timeZone }).format(new Date(seconds * 1000));

/** A bar a minute. Nothing moves by itself: a new figure is a new drawing. */
export function MinuteBars({ minutes, timezone }: { minutes: SalesMinute[]; timezone: string }) {
  const frame = useRef<HTMLDivElement>(null);
  const chart = useRef<uPlot>(undefined);
  const latest = useRef(minutes);
  latest.current = minutes;

  useEffect(() => {
    const element = frame.current;
    if (!element) return;
    const draw = () => {
      chart.current?.destroy();
      chart.current = new uPlot(optionsFor(element, timezone), toData(latest.current), element);
    };
    draw();
    const resized = new ResizeObserver(() => chart.current?.setSize({ width: element.clientWidth, height: heightPx }));
    resized.observe(element);
    const dark = window.matchMedia("(prefers-color-scheme: dark)");
    dark.addEventListener("change", draw);
    return () => {
      resized.disconnect();
      dark.removeEventListener("change", draw);
      chart.current?.destroy();
    };
  }, [timezone]);

  useEffect(() => chart.current?.setData(toData(minutes)), [minutes]);

  return <div ref={frame} className="h-56 w-full overflow-hidden" />;
}
