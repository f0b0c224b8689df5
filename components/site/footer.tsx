import Link from "next/link";
import { useTranslations } from "next-intl";

export function Footer() {
  const t = useTranslations("site");
  return (
    <footer className="border-line border-t">
      <div className="mx-auto flex w-full max-w-7xl flex-col gap-2 px-4 py-8 text-muted text-sm sm:flex-row sm:justify-between sm:gap-8 sm:px-8">
        <div className="flex items-baseline gap-4">
          <p className="font-bold text-ink">{t("name")}</p>
          <Link
            href="/developers"
            prefetch={false}
            className="rounded-sm py-2 underline underline-offset-4 hover:text-ink"
          >
            {t("developers")}
          </Link>
        </div>
        <p className="max-w-[52ch]">{t("footer")}</p>
      </div>
    </footer>
  );
}
