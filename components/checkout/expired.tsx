import { useTranslations } from "next-intl";
import { PickAgain } from "./pick-again";

/** The hold is over: said plainly, with the same tickets one press away. */
export function Expired({ slug, tickets }: { slug: string; tickets: string }) {
  const t = useTranslations("checkout");
  return (
    <div role="alert" className="flex max-w-2xl flex-col items-start gap-4 py-16">
      <h1 className="text-2xl">{t("expiredTitle")}</h1>
      <p className="text-lg text-muted">{t("expired")}</p>
      <PickAgain slug={slug} tickets={tickets} />
    </div>
  );
}
