import type { HeldTickets } from "@/components/order/held-card";
import { type Language, pathIn } from "@/lib/core/languages";
import { eventById } from "@/lib/events/read-event";
import { notedHolds } from "@/lib/inventory/noted-holds";
import { continueLink } from "../checkout/[holdId]/continue-link";

type Owner = { fan: string | undefined; user: { id: string } | undefined; language: Language };

/** What this visitor or account holds at this moment, each with the way to its checkout from this very device. */
export async function heldNow({ fan, user, language }: Owner): Promise<HeldTickets[]> {
  const holds = await notedHolds({ fan, userId: user?.id });
  const shown = await Promise.all(
    holds.map(async (hold): Promise<HeldTickets[]> => {
      const event = await eventById(hold.eventId);
      if (!event) return [];
      const href =
        hold.fan === fan ? pathIn(language, `/checkout/${hold.id}`) : continueLink(hold, event, language).href;
      return [
        {
          ...{ id: hold.id, event, href, isPaying: hold.state === "paying" },
          units: hold.units.length,
          totalCents: hold.totalCents,
          expiresAt: hold.expiresAt.toISOString(),
        },
      ];
    }),
  );
  return shown.flat();
}
