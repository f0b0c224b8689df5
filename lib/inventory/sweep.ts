import { durations } from "@/lib/core/durations";
import { aboutHolds } from "./fragments";
import { holdIdOf } from "./hold-id";
import { inSale } from "./in-sale";
import { saleScript } from "./sale-script";
import source from "./scripts/sweep.lua";

/** `sinceMs` is when payment began; `expiresAtMs` the later end of the hold's own time and the payment window. */
export type PayingHold = { holdId: string; orderId: string; sinceMs: number; expiresAtMs: number };
export type Swept = { released: number; paying: PayingHold[] };

const roundsMax = 100;
const payingMax = 500;

const script = saleScript<void>({
  source: [...aboutHolds, source],
  args: () => [durations.payingCheckedAfterMs, payingMax],
});

/**
 * For events nobody touches: lapsed holds end; holds that are being paid for long are named, oldest first. A call that
 * ends past `untilMs` is the last.
 */
export async function sweep(eventId: string, untilMs = Number.POSITIVE_INFINITY): Promise<Swept> {
  let released = 0;
  for (let round = 1; ; round++) {
    const heard = await inSale(eventId, (known) => script(known));
    if (!heard.ok) return { released, paying: [] };
    const [, count, more, ...paying] = heard.value.reply;
    released += Number(count);
    if (more === "all" || round === roundsMax || Date.now() > untilMs)
      return { released, paying: payingIn(eventId, paying) };
  }
}

const payingIn = (eventId: string, reply: string[]): PayingHold[] =>
  Array.from({ length: reply.length / 4 }, (_, index) => {
    const [member = "", orderId = "", since, ends] = reply.slice(index * 4);
    return { holdId: holdIdOf(eventId, member), orderId, sinceMs: Number(since), expiresAtMs: Number(ends) };
  });
