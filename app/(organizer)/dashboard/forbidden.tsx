import { useTranslations } from "next-intl";
import { buttonClass } from "@/components/ui/button-class";
import { EmptyState } from "@/components/ui/empty-state";

/** The page is there, but not for this role. */
export default function Forbidden() {
  const t = useTranslations("dashboard");
  return (
    <EmptyState title={t("forbiddenTitle")} text={t("forbidden")}>
      <a href="/dashboard" className={buttonClass("quiet")}>
        {t("home")}
      </a>
    </EmptyState>
  );
}
