import { useTranslations } from "next-intl";
import { CodeField } from "@/components/checkout/code-field";
import { HoldSummary } from "@/components/checkout/hold-summary";
import { ReleaseButton } from "@/components/checkout/release-button";
import { EventBrief } from "@/components/event/event-brief";
import { useEventWords } from "@/components/event/use-event-words";
import { QrCode } from "@/components/order/qr-code";
import { FanLink } from "@/components/site/fan-link";
import { buttonClass } from "@/components/ui/button-class";
import { CopyButton } from "@/components/ui/copy-button";
import { Fold } from "@/components/ui/fold";
import type { Language } from "@/lib/core/languages";
import type { EventView } from "@/lib/events/event-view";
import type { Hold } from "@/lib/inventory/hold";
import { releaseHold, tryCode } from "./actions";
import { continueLink } from "./continue-link";

type Props = { hold: Hold; event: EventView; language: Language };

/** What is bought, and what else can be done with it while it is held. */
export function OrderAside({ hold, event, language }: Props) {
  const t = useTranslations("checkout");
  const here = { hold: hold.id, language };
  const isHeld = hold.state === "held";
  return (
    <aside aria-labelledby="order" className="flex min-w-0 flex-col gap-6 lg:row-span-2 lg:pt-2">
      <h2 id="order" className="text-xl">
        {t("order")}
      </h2>
      <EventBrief event={event} />
      <HoldSummary items={namedItems(hold, event)} totalCents={hold.totalCents} currency={hold.currency} />
      {isHeld && (
        <div className="flex flex-wrap gap-x-6">
          <FanLink
            href={`/events/${event.slug}/pick?hold=${hold.id}`}
            className={buttonClass("plain")}
            prefetch={false}
          >
            {t("change")}
          </FanLink>
          <ReleaseButton release={releaseHold.bind(null, here)} text={t("release")} />
        </div>
      )}
      <div className="flex flex-col border-line border-b">
        {isHeld && (
          <Fold title={t("haveCode")}>
            <CodeField
              open={tryCode.bind(null, here)}
              texts={{ code: t("code"), submit: t("useCode"), submitting: t("usingCode") }}
            />
          </Fold>
        )}
        <Fold title={t("otherDevice")}>
          <Continue hold={hold} event={event} language={language} />
        </Fold>
      </div>
    </aside>
  );
}

function Continue({ hold, event, language }: Props) {
  const t = useTranslations("checkout");
  const words = useEventWords(event);
  const { href, until } = continueLink(hold, event, language);
  return (
    <div className="flex flex-col items-start gap-3">
      <p className="text-sm">{t("otherDeviceText")}</p>
      <div className="w-56 max-w-full">
        <QrCode text={href} label={t("otherDeviceQr")} />
      </div>
      <CopyButton text={href} texts={{ copy: t("copyLink"), copied: t("linkCopied") }} />
      <p className="text-muted text-xs">{t("otherDeviceNote", { time: words.time(until) })}</p>
    </div>
  );
}

const namedItems = (hold: Hold, event: EventView) =>
  hold.items.map((item) => ({
    ...item,
    name: event.ticketTypes.find(({ id }) => id === item.ticketTypeId)?.name ?? "",
    seats: hold.units.flatMap(({ ticketTypeId, seat }) => (seat && ticketTypeId === item.ticketTypeId ? [seat] : [])),
  }));
