import { useLocale, useTranslations } from "next-intl";
import { FanAnchor } from "@/components/site/fan-link";
import { buttonClass } from "@/components/ui/button-class";
import { isolated } from "@/lib/core/isolated";
import { languageOf, pathIn } from "@/lib/core/languages";
import { signInPath } from "@/lib/core/sign-in-path";

/** Whose tickets these will be; a guest may sign in and comes back to this very page. */
export function SignedIn({ email, here }: { email: string | undefined; here: string }) {
  const t = useTranslations("checkout");
  const back = pathIn(languageOf(useLocale()), here);
  if (email) return <p className="break-words text-muted text-sm">{t("signedIn", { email: isolated(email) })}</p>;
  return (
    <p className="flex flex-wrap items-center gap-x-3 text-muted text-sm">
      {t("guest")}
      <FanAnchor href={signInPath(back)} className={buttonClass("plain", "sm")}>
        {t("signIn")}
      </FanAnchor>
    </p>
  );
}
