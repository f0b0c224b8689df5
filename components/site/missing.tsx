import { useTranslations } from "next-intl";
import { buttonClass } from "@/components/ui/button-class";
import { FanLink } from "./fan-link";

/** There is no such page. */
export function Missing() {
  const t = useTranslations("errors");
  return (
    <div className="flex max-w-2xl flex-col items-start gap-4 py-16">
      <h1 className="text-2xl">{t("notFoundTitle")}</h1>
      <p className="text-muted">{t("notFound")}</p>
      <FanLink href="/" className={buttonClass()}>
        {t("home")}
      </FanLink>
    </div>
  );
}
