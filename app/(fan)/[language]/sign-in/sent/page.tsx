import { getTranslations } from "next-intl/server";
import { FanAnchor } from "@/components/site/fan-link";
import { buttonClass } from "@/components/ui/button-class";

// Its policy carries a nonce, so it is made for each request.
export const dynamic = "force-dynamic";

export default async function SentPage() {
  const t = await getTranslations("signIn");
  return (
    <div className="flex max-w-xl flex-col items-start gap-6 pt-8">
      <h1 className="text-2xl">{t("sentTitle")}</h1>
      <p className="text-lg text-muted">{t("sent")}</p>
      <FanAnchor href="/sign-in" className={buttonClass("plain")}>
        {t("another")}
      </FanAnchor>
    </div>
  );
}
