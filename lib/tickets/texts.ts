import { createTranslator } from "use-intl/core";
import messages from "@/messages/en.json";

/** Mails and tickets are written in one language so far, whatever the reader's. */
export const locale = "en-GB";

export const mailTexts = () => createTranslator({ locale, messages, namespace: "mail" });
export const pdfTexts = () => createTranslator({ locale, messages, namespace: "mail.pdf" });
