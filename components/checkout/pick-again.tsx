import { useTranslations } from "next-intl";
import { FanAnchor } from "@/components/site/fan-link";
import { buttonClass } from "@/components/ui/button-class";

export function PickAgain({ slug, tickets }: { slug: string; tickets: string }) {
  const t = useTranslations("checkout");
  const pick = `/events/${slug}/pick`;
  return (
    <p className="flex flex-wrap items-center gap-x-6 gap-y-2 pt-2">
      {tickets && (
        <FanAnchor href={`${pick}?tickets=${tickets}`} className={buttonClass()}>
          {t("pickAgain")}
        </FanAnchor>
      )}
      <FanAnchor href={pick} className={buttonClass(tickets ? "plain" : "primary")}>
        {t("pickOthers")}
      </FanAnchor>
    </p>
  );
}
