import { useTranslations } from "next-intl";
import { buttonClass } from "@/components/ui/button-class";
import { PageHead } from "@/components/ui/page-head";

/** The page is there, but not for this role. */
export default function Forbidden() {
  const t = useTranslations("dashboard");
  return (
    <PageHead title={t("forbiddenTitle")} lead={t("forbidden")}>
      <a href="/dashboard" className={buttonClass("quiet")}>
        {t("home")}
      </a>
    </PageHead>
  );
}
