import { invariant } from "@/lib/core/invariant";
import { refuse } from "@/lib/core/result";
import { aboutLines } from "./fragments";
import type { HeldItem, HeldUnit, Hold } from "./hold";
import { inSale } from "./in-sale";
import { shortOf } from "./layout";
import { placeOf } from "./own-hold";
import type { HoldExpired, HoldResult, SeatsTaken, SoldOut, Unavailable } from "./problems";
import { lettingGo, readReply } from "./reading";
import { saleScript } from "./sale-script";
import source from "./scripts/replace.lua";
import { lineArguments } from "./wanted";

export type ReplaceProblem = SoldOut | SeatsTaken | HoldExpired | Unavailable;

const soldMax = 1000;

const script = saleScript<{ member: string; sold: HeldUnit[]; items: HeldItem[] }>({
  source: [...aboutLines, source],
  args: ({ member, sold, items }, { catalogue }) => [
    member,
    `,${sold.map(({ ticketTypeId, unit, seat }) => `${shortOf(ticketTypeId)}/${seat?.position ?? unit}`).join()},`,
    // With no catalogue yet, the script answers with one before it looks at any line.
    ...(catalogue.version === 0 ? [] : lineArguments(catalogue, items)),
  ],
});

/**
 * Postgres says these units of the hold are owned: they count as sold, and the hold gets others or ends. Seats have no
 * others: they are `seats_taken`, however often they are named, and the hold keeps the rest.
 */
export async function replace({ hold, sold }: { hold: Hold; sold: HeldUnit[] }): HoldResult<ReplaceProblem> {
  const place = placeOf(hold.id);
  invariant(place && sold.length > 0 && sold.length <= soldMax, "units of a hold are replaced");
  const items = hold.items.filter(({ ticketTypeId }) => sold.some((unit) => unit.ticketTypeId === ticketTypeId));
  const heard = await inSale(place.eventId, (known) => script(known, { ...place, sold, items }));
  if (!heard.ok) return lettingGo(heard.problem);
  const replaced = readReply(heard.value, { holdId: hold.id, fan: hold.fan }, ["hold_gone", "sold_out"]);
  const seats = sold.flatMap(({ seat }) => seat?.id ?? []);
  // Without the units of general admission the hold has ended, whatever became of its seats.
  const hasEnded = !replaced.ok && (replaced.problem.kind === "sold_out" || seats.length < sold.length);
  return seats.length > 0 && !hasEnded ? refuse({ kind: "seats_taken", seats }) : replaced;
}
