import { useTranslations } from "next-intl";
import { buttonClass } from "@/components/ui/button-class";
import { PageHead } from "@/components/ui/page-head";

/** Not there, or not theirs: both look the same. */
export default function NotFound() {
  const t = useTranslations("dashboard");
  return (
    <PageHead title={t("notFoundTitle")} lead={t("notFound")}>
      <a href="/dashboard" className={buttonClass()}>
        {t("home")}
      </a>
    </PageHead>
  );
}
