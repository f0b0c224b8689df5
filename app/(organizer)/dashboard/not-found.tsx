import { useTranslations } from "next-intl";
import { buttonClass } from "@/components/ui/button-class";
import { EmptyState } from "@/components/ui/empty-state";

/** Not there, or not theirs: both look the same. */
export default function NotFound() {
  const t = useTranslations("dashboard");
  return (
    <EmptyState title={t("notFoundTitle")} text={t("notFound")}>
      <a href="/dashboard" className={buttonClass()}>
        {t("home")}
      </a>
    </EmptyState>
  );
}
