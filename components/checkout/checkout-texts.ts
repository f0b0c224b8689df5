import { useTranslations } from "next-intl";
import type { CheckoutTexts } from "./answers";

/** Everything the browser may have to say during a checkout, said here: no catalogue is sent along. */
export function useCheckoutTexts({
  minutes,
  pay,
  secure,
}: {
  minutes: number;
  pay: string;
  secure: string;
}): CheckoutTexts {
  const t = useTranslations("checkout");
  return {
    extend: t("extend", { minutes }),
    moreTime: t("moreTime"),
    extended: t("extended", { minutes }),
    heldShort: t("heldShort"),
    left: t("left"),
    announce5: t("announce5"),
    announce2: t("announce2"),
    announce1: t("announce1"),
    announceOver: t("announceOver"),
    you: t("you"),
    namesTitle: t("namesTitle"),
    namesHint: t("namesHint"),
    lost: t("lost"),
    name: t("name"),
    email: t("email"),
    emailHint: t("emailHint"),
    payment: t("payment"),
    paymentLoading: t("paymentLoading"),
    paymentFailed: t("paymentFailed"),
    pay,
    paying: t("paying"),
    confirming: t("confirming"),
    processing: t("processing"),
    again: t("again"),
    resuming: t("resuming"),
    secure,
    offline: t("errors.offline"),
    form: t("errors.form"),
  };
}
