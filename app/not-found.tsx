import Link from "next/link";
import { useTranslations } from "next-intl";
import { Shell } from "@/components/site/shell";
import { buttonClass } from "@/components/ui/button-class";

export default function NotFound() {
  const t = useTranslations("errors");
  return (
    <Shell>
      <div className="flex max-w-2xl flex-col items-start gap-4 py-16">
        <h1 className="text-2xl">{t("notFoundTitle")}</h1>
        <p className="text-muted">{t("notFound")}</p>
        <Link href="/" className={buttonClass()}>
          {t("home")}
        </Link>
      </div>
    </Shell>
  );
}
