import { useTranslations } from "next-intl";
import { Skeleton } from "@/components/ui/skeleton";

/** The page's shape while its orders are looked up. */
export default function AccountLoading() {
  const t = useTranslations("account");
  return (
    <div className="flex max-w-3xl flex-col gap-10 pt-4 lg:pt-8">
      <div className="flex flex-col gap-2">
        <h1 className="text-2xl">{t("title")}</h1>
        <p role="status" className="text-muted">
          {t("loading")}
        </p>
        <noscript>{t("noscript")}</noscript>
      </div>
      <div className="flex flex-col gap-3">
        <Skeleton className="h-32 w-full" />
        <Skeleton className="h-32 w-full" />
        <Skeleton className="h-32 w-full" />
      </div>
    </div>
  );
}
