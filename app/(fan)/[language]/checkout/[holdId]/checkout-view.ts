import { redirect } from "next/navigation";
import { getLocale } from "next-intl/server";
import { invariant } from "@/lib/core/invariant";
import { languageOf, pathIn } from "@/lib/core/languages";
import type { EventView } from "@/lib/events/event-view";
import { eventById } from "@/lib/events/read-event";
import type { Hold } from "@/lib/inventory/hold";
import { eventOfHold, isHoldOf } from "@/lib/inventory/hold-id";
import { readHold } from "@/lib/inventory/read-hold";
import { orderIdOf } from "@/lib/orders/order-id";
import { readOrder } from "@/lib/orders/read-order";
import { readWanted, writeWanted } from "../../wanted-tickets";

export type CheckoutView =
  | { kind: "held"; hold: Hold; event: EventView }
  /** The hold ended; what was in it, if that is still known. */
  | { kind: "expired"; event: EventView; tickets: string }
  | { kind: "unavailable" }
  | { kind: "not_found" };

type Visit = { holdId: string; fan: string | undefined; tickets: string | string[] | undefined };

/** What a visit to a checkout finds: the hold, the order it became, or that its time is over. */
export async function checkoutView({ holdId, fan, tickets }: Visit): Promise<CheckoutView> {
  const eventId = eventOfHold(holdId);
  if (!fan || !eventId || !isHoldOf(holdId, fan)) return { kind: "not_found" };
  const [hold, event, order] = await Promise.all([
    readHold({ holdId, fan }),
    eventById(eventId),
    readOrder({ orderId: orderIdOf(holdId), fan }),
  ]);
  invariant(event, "a hold is of an event");
  const { status, id, items } = order.ok ? order.value : { status: undefined, id: "", items: undefined };
  const mayStillPay = hold.ok && (status === undefined || status === "pending");
  if (mayStillPay) return { kind: "held", hold: hold.value, event };
  if (status && status !== "expired") redirect(pathIn(languageOf(await getLocale()), `/orders/${id}`));
  if (!hold.ok && hold.problem.kind === "unavailable") return { kind: "unavailable" };
  return { kind: "expired", event, tickets: writeWanted(items ?? readWanted(tickets)) };
}
