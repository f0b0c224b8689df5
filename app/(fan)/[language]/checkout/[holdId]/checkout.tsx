import { useLocale, useTranslations } from "next-intl";
import { CardCheckout } from "@/components/checkout/card-checkout";
import { useCheckoutTexts } from "@/components/checkout/checkout-texts";
import { FreeCheckout } from "@/components/checkout/free-checkout";
import { HoldClock } from "@/components/checkout/hold-clock";
import { PickAgain } from "@/components/checkout/pick-again";
import { SignedIn } from "@/components/checkout/signed-in";
import { accentStyle } from "@/components/event/accent-style";
import { useEventWords } from "@/components/event/use-event-words";
import { useSeatWords } from "@/components/event/use-seat-words";
import { languageOf } from "@/lib/core/languages";
import type { EventView } from "@/lib/events/event-view";
import type { Hold } from "@/lib/inventory/hold";
import { writeWanted } from "../../wanted-tickets";
import { extendHold, payForHold } from "./actions";
import { OrderAside } from "./order-aside";

type Card = { stripeJsUrl: string; publishableKey: string; charge: { amount: number; currency: string } };
type User = { email: string; name: string | null };
type Props = { hold: Hold; event: EventView; user: User | undefined; card: Card };

/** The hold's clock, who buys, the card, and beside them what is bought. */
export function Checkout({ hold, event, user, card }: Props) {
  const t = useTranslations("checkout");
  const words = useEventWords(event);
  const language = languageOf(useLocale());
  const free = hold.totalCents === 0;
  const texts = useCheckoutTexts({
    minutes: Math.round(event.hold.extendSeconds / 60),
    pay: free ? t("getFree") : t("pay", { price: words.price(hold.totalCents) }),
    secure: free ? t("freeNote") : t("secure"),
  });
  const here = { hold: hold.id, language };
  const checkout = {
    holdId: hold.id,
    buyer: { name: user?.name ?? "", email: user?.email ?? "" },
    tickets: useTicketNames(hold, event),
    who: <SignedIn email={user?.email} here={`/checkout/${hold.id}`} />,
    over: <PickAgain slug={event.slug} tickets={writeWanted(hold.items)} />,
    texts,
    purchase: payForHold.bind(null, here),
  };
  return (
    <div
      style={accentStyle(event.organizer.accent)}
      className="grid gap-8 pt-4 lg:grid-cols-[minmax(0,1fr)_22rem] lg:gap-x-16 lg:pt-8"
    >
      <div className="flex min-w-0 flex-col gap-6">
        <h1 className="text-2xl">{t("title")}</h1>
        <HoldClock
          expiresAt={hold.expiresAt.toISOString()}
          fallbackTime={`${words.time(hold.expiresAt)} ${words.zone(hold.expiresAt)}`}
          extendable={hold.extendable}
          extend={extendHold.bind(null, here)}
          texts={texts}
        />
      </div>
      <OrderAside hold={hold} event={event} language={language} />
      <div className="min-w-0">
        <noscript>
          <p className="mb-6 rounded-md bg-bad-soft p-4">{t("noscript")}</p>
        </noscript>
        {free ? <FreeCheckout {...checkout} /> : <CardCheckout {...checkout} {...card} language={language} />}
      </div>
    </div>
  );
}

/** What each ticket of the hold is called, in the order names are given to them. */
function useTicketNames(hold: Hold, event: EventView): string[] {
  const t = useTranslations("checkout");
  const nameOf = (id: string) => event.ticketTypes.find((type) => type.id === id)?.name ?? "";
  const seatOf = useSeatWords();
  return hold.units.map(({ ticketTypeId, seat }, index) => {
    const ticket = t("ticket", { number: index + 1, type: nameOf(ticketTypeId) });
    return seat ? `${ticket} · ${seatOf(seat)}` : ticket;
  });
}
