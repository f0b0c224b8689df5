import { ok, type Result, refuse } from "@/lib/core/result";
import { countsOf, freeUnits, type Reading, type TypeCounts } from "./counts";
import { aboutHolds } from "./fragments";
import { type Heard, inSale } from "./in-sale";
import { layoutOf } from "./layout";
import type { NotFound, Unavailable } from "./problems";
import { saleScript } from "./sale-script";
import source from "./scripts/snapshot.lua";
import { type PackedSeats, packSeats } from "./seat-status";
import { seatsOf } from "./seats-of";

export type Snapshot = {
  version: number;
  generation: number;
  types: Record<string, TypeCounts>;
  /** Units that somebody could hold this moment. */
  free: number;
  /** Only when asked for, of an event with seats. */
  seats?: PackedSeats;
};

const roundsMax = 20;
/** Of each ticket type, in the script's reply. */
const countsEach = 4;

const script = saleScript<{ withSeats: boolean }>({
  source: [...aboutHolds, source],
  args: ({ withSeats }, { catalogue }) => [
    withSeats && seatsOf(catalogue) ? "1" : "",
    ...[...layoutOf(catalogue).types.values()].flatMap(({ short, pool, own }) => [
      short,
      pool.key,
      pool.size,
      own?.key ?? 0,
      own?.size ?? 0,
    ]),
  ],
});

/** All counts, and the seats where they are asked for, from one reading. An event not on sale is `not_found`. */
export async function snapshot(
  eventId: string,
  { withSeats = false } = {},
): Promise<Result<Snapshot, NotFound | Unavailable>> {
  for (let round = 1; ; round++) {
    const heard = await inSale(eventId, (known) => script(known, { withSeats }));
    if (!heard.ok) return heard.problem.kind === "unavailable" ? refuse(heard.problem) : refuse({ kind: "not_found" });
    if (heard.value.reply[1] === "all" || round === roundsMax) return ok(read(heard.value));
  }
}

function read({ reply, known: { catalogue } }: Heard): Snapshot {
  const [, , generation, version, nowMs, paused, seats = "", ...counts] = reply;
  const readings = [...layoutOf(catalogue).types.keys()].map((id, index): [string, Reading] => {
    const [held = 0, sold = 0, pool = 0, own = 0] = counts.slice(index * countsEach).map(Number);
    return [id, { held, sold, pool, own }];
  });
  const at = { nowMs: Number(nowMs), paused: paused !== "" };
  const types = countsOf(catalogue, new Map(readings), at);
  const layout = seats ? seatsOf(catalogue) : undefined;
  return {
    version: Number(version),
    generation: Number(generation),
    types,
    free: freeUnits(catalogue, new Map(readings), at),
    ...(layout && { seats: packSeats(seats, layout) }),
  };
}
