import { useTranslations } from "next-intl";
import { accentStyle } from "@/components/event/accent-style";
import { type BriefEvent, EventBrief } from "@/components/event/event-brief";
import { PickAgain } from "./pick-again";

type Props = { event: BriefEvent & { slug: string; organizer: { accent: string | null } }; tickets: string };

/** The hold is over: said plainly, with the same tickets one press away. */
export function Expired({ event, tickets }: Props) {
  const t = useTranslations("checkout");
  return (
    <div style={accentStyle(event.organizer.accent)} className="flex max-w-2xl flex-col gap-8 py-12">
      <div role="alert" className="flex flex-col items-start gap-4">
        <h1 className="text-2xl">{t("expiredTitle")}</h1>
        <p className="text-lg text-muted">{t("expired")}</p>
        <PickAgain slug={event.slug} tickets={tickets} />
      </div>
      <EventBrief event={event} />
    </div>
  );
}
