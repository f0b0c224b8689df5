import { durations } from "@/lib/core/durations";
import type { HotRoom } from "./gate-document";
import type { StateDocument } from "./state-document";
import type { Figures } from "./tick";

/** What is for sale, as the caller gathers it from the event and its stock. */
export type Offer = Pick<StateDocument, "prices" | "ticketTypesLeft"> & {
  /** Units that somebody could hold this moment; held ones may come back. */
  free: number;
  held: number;
};

/** To two digits: enough to see the crowd, too little to count who comes. */
function rounded(count: number): number {
  const unit = 10 ** Math.max(0, Math.floor(Math.log10(Math.max(1, count))) - 1);
  return Math.round(count / unit) * unit;
}

/** What everybody who waits is told. */
export function stateOf(room: HotRoom, figures: Figures, offer: Offer): StateDocument {
  const { draw, epoch, version, opensAt } = figures;
  const hasAny = offer.ticketTypesLeft.some(({ left }) => left > 0);
  const isMoving = (opens: string | null) => !opens || Date.parse(opens) <= Date.now();
  const soldOut = !hasAny && offer.free === 0 && offer.held === 0 && offer.ticketTypesLeft.length > 0;
  return {
    v: `${epoch}.${version}`,
    phase: soldOut ? "over" : figures.phase,
    mode: figures.mode,
    paused: figures.paused,
    serving: figures.serving,
    issuedRounded: rounded(figures.issued),
    ratePerMinute: figures.ratePerMinute,
    opensAt: opensAt?.toISOString() ?? null,
    draw:
      draw && (draw.seed || figures.mode === "draw")
        ? { count: draw.count, root: draw.root, round: draw.round, ...(draw.seed && { seed: draw.seed }) }
        : null,
    lanes: Object.fromEntries(
      (room.settings.lanes ?? []).map(({ lane, opensAt: opens = null }) => {
        const { issued, serving } = figures.lanes[lane] ?? { issued: 0, serving: 0 };
        const phase = soldOut ? "over" : figures.phase === "closed" ? "closed" : isMoving(opens) ? "line" : "lobby";
        return [lane, { phase, serving, issuedRounded: rounded(issued), opensAt: opens }] as const;
      }),
    ),
    message: room.settings.message ?? null,
    prices: offer.prices,
    ticketTypesLeft: offer.ticketTypesLeft,
    allHeld: offer.free === 0 && !soldOut && offer.held > 0,
    soldOut,
    epoch,
    revoked: room.revoked,
    poll: { floorMs: durations.pollFloorMs, ceilMs: durations.pollCeilMs },
    at: new Date().toISOString(),
  };
}
