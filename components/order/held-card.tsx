import { useTranslations } from "next-intl";
import type { BriefEvent } from "@/components/event/event-brief";
import { Poster } from "@/components/event/poster";
import { useEventWords } from "@/components/event/use-event-words";
import { buttonClass } from "@/components/ui/button-class";

export type HeldTickets = {
  id: string;
  href: string;
  units: number;
  totalCents: number;
  expiresAt: string;
  isPaying: boolean;
  event: BriefEvent;
};

/** Tickets that are set aside but not bought yet, with the way on. */
export function HeldCard({ held: { href, units, totalCents, expiresAt, isPaying, event } }: { held: HeldTickets }) {
  const t = useTranslations("account");
  const words = useEventWords(event);
  return (
    <article className="flex flex-wrap items-center gap-4 rounded-lg border-2 border-accent bg-surface p-3 sm:gap-6">
      <div className="w-20 shrink-0 overflow-hidden rounded-sm">
        <Poster title={event.title} posterPath={event.posterPath} small />
      </div>
      <div className="flex min-w-48 flex-1 flex-col gap-1">
        <h3 className="text-base leading-tight tracking-tight">
          <bdi>{event.title}</bdi>
        </h3>
        <p className="text-muted text-sm">
          {t("units", { count: units })} · {words.price(totalCents)}
        </p>
        <p className="font-bold text-accent-ink text-sm">
          {isPaying ? t("paying") : t("heldUntil", { time: `${words.time(expiresAt)} ${words.zone(expiresAt)}` })}
        </p>
      </div>
      <a href={href} rel="noreferrer" className={`${buttonClass("primary", "sm")} max-sm:w-full`}>
        {t("continue")}
      </a>
    </article>
  );
}
