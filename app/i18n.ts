import { language } from "next/root-params";
import { getRequestConfig } from "next-intl/server";
import { type Language, languageOf, localeOf } from "@/lib/core/languages";
import arabic from "@/messages/ar.json";
import dashboard from "@/messages/dashboard/en.json";
import english from "@/messages/en.json";

const messages = { ...english, ...dashboard };
const catalogues: Record<Language, typeof messages> = { en: messages, ar: { ...messages, ...arabic } };

declare module "next-intl" {
  interface AppConfig {
    Messages: typeof messages;
  }
}

/** A page's language is in its address, so pages stay static; an action is told it and names it as the `locale`. */
export default getRequestConfig(async ({ locale }) => {
  const spoken = languageOf(locale ?? (await language()));
  return { locale: localeOf[spoken], timeZone: "UTC", messages: catalogues[spoken] };
});
