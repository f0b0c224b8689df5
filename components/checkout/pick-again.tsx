import { useTranslations } from "next-intl";
import { buttonClass } from "@/components/ui/button-class";

export function PickAgain({ slug, tickets }: { slug: string; tickets: string }) {
  const t = useTranslations("checkout");
  const pick = `/events/${slug}/pick`;
  return (
    <p className="flex flex-wrap items-center gap-x-6 gap-y-2 pt-2">
      {tickets && (
        <a href={`${pick}?tickets=${tickets}`} className={buttonClass()}>
          {t("pickAgain")}
        </a>
      )}
      <a href={pick} className={buttonClass(tickets ? "plain" : "primary")}>
        {t("pickOthers")}
      </a>
    </p>
  );
}
