"use client";

import { useEffect, useRef, useState } from "react";
import { between, type Camera, fitted, kept, panned, type Size, toPlan, zoomed } from "./camera";
import { drawPlan, type Scene, shapedFrom } from "./draw-plan";
import { listenTo } from "./gestures";
import { gridOf, seatAt, sectionAt } from "./hit-test";
import type { Box, Point } from "./house";
import type { SeatTexts } from "./seat-texts";
import { themeOf } from "./theme";

type Props = {
  scene: Scene;
  /** What is said of a seat, or of a section, under the mouse. */
  tell: (seat: number) => string;
  tellSection: (section: number) => string;
  onSeat: (seat: number) => void;
  onSection: (section: number) => void;
  texts: SeatTexts;
};

const glideMs = 260;
const step = 1.6;
const toolClass =
  "grid size-11 place-items-center rounded-md border-2 border-edge bg-surface font-bold text-lg hover:border-ink";

/** The plan drawn: sections from afar, seats from near. Whoever does not see it has the list, which says the same. */
export function SeatMap({ scene, tell, tellSection, onSeat, onSection, texts }: Props) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const [tip, setTip] = useState<{ text: string; at: Point }>();
  const engine = useEngine(canvas, scene);

  const latest = useRef({ tell, tellSection, onSeat, onSection });
  latest.current = { tell, tellSection, onSeat, onSection };
  useEffect(() => {
    const element = canvas.current;
    if (!element) return;
    return listenTo(element, {
      pan: (byX, byY) => engine.move((camera) => panned(camera, byX, byY)),
      zoom: (factor, at) => engine.move((camera, size) => zoomed(camera, size, factor, at)),
      hover: (at) => {
        const seat = at && engine.seatNear(at, 4);
        const section = at && engine.isFar() ? engine.sectionNear(at) : undefined;
        engine.point(seat);
        if (at && seat !== undefined) setTip({ at, text: latest.current.tell(seat) });
        else setTip(at && section !== undefined ? { at, text: latest.current.tellSection(section) } : undefined);
      },
      tap: (at, reach) => {
        const seat = engine.seatNear(at, reach);
        const section = engine.sectionNear(at);
        if (seat !== undefined) latest.current.onSeat(seat);
        else if (section !== undefined && engine.show(section)) latest.current.onSection(section);
      },
    });
  }, [engine]);

  return (
    <div className="relative">
      <canvas
        ref={canvas}
        role="img"
        aria-label={texts.map}
        tabIndex={-1}
        className="h-[min(60vh,32rem)] w-full cursor-grab touch-pan-y rounded-md bg-surface outline-none active:cursor-grabbing"
      />
      {tip && (
        <p
          aria-hidden="true"
          className="pointer-events-none absolute z-10 w-max max-w-64 rounded-sm bg-ink px-2 py-1 font-semibold text-paper text-xs shadow-lift"
          style={{ left: tip.at[0], top: tip.at[1], translate: "-50% calc(-100% - 14px)" }}
        >
          {tip.text}
        </p>
      )}
      <div className="absolute end-2 top-2 flex flex-col gap-1">
        <button type="button" className={toolClass} aria-label={texts.nearer} onClick={() => engine.step(step)}>
          +
        </button>
        <button type="button" className={toolClass} aria-label={texts.farther} onClick={() => engine.step(1 / step)}>
          −
        </button>
        <button type="button" className={toolClass} aria-label={texts.whole} onClick={() => engine.whole()}>
          <svg aria-hidden="true" viewBox="0 0 16 16" className="size-4 fill-none stroke-2 stroke-current">
            <path d="M1 5V1h4M11 1h4v4M15 11v4h-4M5 15H1v-4" />
          </svg>
        </button>
      </div>
    </div>
  );
}

type Engine = ReturnType<typeof engineOf>;

/** One engine a canvas and house: it keeps where one looks, and draws when that or the scene changes. */
function useEngine(canvas: React.RefObject<HTMLCanvasElement | null>, scene: Scene): Engine {
  const [engine] = useState(() => engineOf(scene));
  useEffect(() => {
    if (canvas.current) return engine.attach(canvas.current);
  }, [engine, canvas]);
  useEffect(() => engine.change(scene), [engine, scene]);
  return engine;
}

function engineOf(first: Scene) {
  const { house } = first;
  const grid = gridOf(house);
  let scene = first;
  let element: HTMLCanvasElement | undefined;
  let theme: ReturnType<typeof themeOf> | undefined;
  let size: Size = { width: 1, height: 1 };
  let camera: Camera | undefined;
  let pointed: number | undefined;
  let frame = 0;
  let glide = 0;

  const draw = () => {
    frame = 0;
    const pen = element?.getContext("2d");
    if (!pen || !element || !camera || !theme) return;
    const ratio = Math.min(2, window.devicePixelRatio || 1);
    pen.setTransform(ratio, 0, 0, ratio, 0, 0);
    drawPlan(pen, { ...scene, pointed: pointed ?? scene.pointed }, camera, size, theme);
    const whole = fitted(house.box, size).scale;
    // The whole plan in view, a finger may still move the page.
    element.style.touchAction = camera.scale <= whole * 1.01 ? "pan-y" : "none";
    element.dataset.view = [camera.x, camera.y, camera.scale].map((value) => value.toFixed(4)).join();
  };
  const soon = () => {
    if (frame === 0) frame = requestAnimationFrame(draw);
  };
  const look = (wanted: Camera) => {
    camera = kept(wanted, size, house.box, house.pitch);
    soon();
  };
  const resize = () => {
    if (!element) return;
    const before = size;
    size = { width: element.clientWidth || 1, height: element.clientHeight || 1 };
    const ratio = Math.min(2, window.devicePixelRatio || 1);
    element.width = Math.round(size.width * ratio);
    element.height = Math.round(size.height * ratio);
    const wasWhole = !camera || camera.scale <= fitted(house.box, before).scale * 1.01;
    look(wasWhole || !camera ? fitted(house.box, size) : camera);
    // A canvas that was given a size is empty: drawn before it is shown.
    draw();
  };
  const goTo = (wanted: Camera) => {
    cancelAnimationFrame(glide);
    const to = kept(wanted, size, house.box, house.pitch);
    const from = camera ?? to;
    if (matchMedia("(prefers-reduced-motion: reduce)").matches) return look(to);
    const began = performance.now();
    const next = (now: number) => {
      const share = Math.min(1, (now - began) / glideMs);
      look(between(from, to, share));
      if (share < 1) glide = requestAnimationFrame(next);
    };
    glide = requestAnimationFrame(next);
  };
  const centimetres = (pixels: number) => pixels / (camera?.scale ?? 1);
  const planPoint = (at: Point): Point => (camera ? toPlan(camera, size, at) : at);
  const areShaped = () => house.pitch * (camera?.scale ?? 0) >= shapedFrom;
  const boxNear = ({ left, top, right, bottom }: Box): Camera => {
    const near = fitted({ left, top, right, bottom }, size);
    return { ...near, scale: Math.max(near.scale, (shapedFrom * 1.3) / house.pitch) };
  };

  return {
    attach(canvas: HTMLCanvasElement) {
      element = canvas;
      theme = themeOf(canvas);
      const dark = matchMedia("(prefers-color-scheme: dark)");
      const retheme = () => {
        theme = themeOf(canvas);
        soon();
      };
      const watch = new ResizeObserver(resize);
      watch.observe(canvas);
      dark.addEventListener("change", retheme);
      return () => {
        watch.disconnect();
        dark.removeEventListener("change", retheme);
        cancelAnimationFrame(frame);
        cancelAnimationFrame(glide);
        frame = 0;
      };
    },
    /** Draws other facts; where one looks stays. */
    change(next: Scene) {
      scene = next;
      soon();
    },
    move(by: (camera: Camera, size: Size) => Camera) {
      cancelAnimationFrame(glide);
      if (camera) look(by(camera, size));
    },
    step: (factor: number) => camera && goTo(zoomed(camera, size, factor, [size.width / 2, size.height / 2])),
    whole: () => goTo(fitted(house.box, size)),
    /** Goes to a section; false where people stand, as there is nothing nearer to see. */
    show(section: number): boolean {
      const { box, count = 0 } = house.sections[section] ?? {};
      if (!box || count === 0) return false;
      goTo(boxNear(box));
      return true;
    },
    isFar: () => !areShaped(),
    /** Seats too small to be told apart are not met one by one. */
    seatNear: (at: Point, reach: number) =>
      areShaped() ? seatAt(house, grid, planPoint(at), Math.max(house.pitch * 0.55, centimetres(reach))) : undefined,
    sectionNear: (at: Point) => sectionAt(house, planPoint(at)),
    point(seat: number | undefined) {
      if (seat === pointed) return;
      pointed = seat;
      soon();
    },
  };
}
