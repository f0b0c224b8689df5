import { useLocale, useTranslations } from "next-intl";
import { CardCheckout } from "@/components/checkout/card-checkout";
import { useCheckoutTexts } from "@/components/checkout/checkout-texts";
import { FreeCheckout } from "@/components/checkout/free-checkout";
import { HoldClock } from "@/components/checkout/hold-clock";
import { HoldSummary } from "@/components/checkout/hold-summary";
import { PickAgain } from "@/components/checkout/pick-again";
import { ReleaseButton } from "@/components/checkout/release-button";
import { EventBrief } from "@/components/event/event-brief";
import { useEventWords } from "@/components/event/use-event-words";
import { FanLink } from "@/components/site/fan-link";
import { buttonClass } from "@/components/ui/button-class";
import { languageOf } from "@/lib/core/languages";
import { formatMoney } from "@/lib/core/money";
import type { EventView } from "@/lib/events/event-view";
import type { Hold } from "@/lib/inventory/hold";
import { writeWanted } from "../../wanted-tickets";
import { extendHold, payForHold, releaseHold } from "./actions";

type Card = { stripeJsUrl: string; publishableKey: string; charge: { amount: number; currency: string } };
type Props = { hold: Hold; event: EventView; buyer: { name: string; email: string }; card: Card };

/** The hold's clock, who buys, the card, and beside them what is bought. */
export function Checkout({ hold, event, buyer, card }: Props) {
  const t = useTranslations("checkout");
  const words = useEventWords(event);
  const free = hold.totalCents === 0;
  const texts = useCheckoutTexts({
    minutes: Math.round(event.hold.extendSeconds / 60),
    pay: free ? t("getFree") : t("pay", { price: formatMoney(hold.totalCents, hold.currency) }),
    secure: free ? t("freeNote") : t("secure"),
  });
  const here = { hold: hold.id, language: languageOf(useLocale()) };
  const over = <PickAgain slug={event.slug} tickets={writeWanted(hold.items)} />;
  const checkout = { holdId: hold.id, buyer, over, texts, purchase: payForHold.bind(null, here) };
  return (
    <div className="grid gap-8 pt-4 lg:grid-cols-[minmax(0,1fr)_22rem] lg:gap-x-16 lg:pt-8">
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
      <OrderAside hold={hold} event={event} />
      <div className="min-w-0">
        <noscript>
          <p className="mb-6 rounded-md bg-bad-soft p-4">{t("noscript")}</p>
        </noscript>
        {free ? <FreeCheckout {...checkout} /> : <CardCheckout {...checkout} {...card} />}
      </div>
    </div>
  );
}

function OrderAside({ hold, event }: Pick<Props, "hold" | "event">) {
  const t = useTranslations("checkout");
  const language = languageOf(useLocale());
  return (
    <aside aria-labelledby="order" className="flex flex-col gap-6 lg:row-span-2 lg:pt-2">
      <h2 id="order" className="text-xl">
        {t("order")}
      </h2>
      <EventBrief event={event} />
      <HoldSummary items={namedItems(hold, event)} totalCents={hold.totalCents} currency={hold.currency} />
      {hold.state === "held" && (
        <div className="flex flex-wrap gap-x-6">
          <FanLink
            href={`/events/${event.slug}/pick?hold=${hold.id}`}
            className={buttonClass("plain")}
            prefetch={false}
          >
            {t("change")}
          </FanLink>
          <ReleaseButton release={releaseHold.bind(null, { hold: hold.id, language })} text={t("release")} />
        </div>
      )}
    </aside>
  );
}

const namedItems = (hold: Hold, event: EventView) =>
  hold.items.map((item) => ({
    ...item,
    name: event.ticketTypes.find(({ id }) => id === item.ticketTypeId)?.name ?? "",
  }));
