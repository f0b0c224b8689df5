import { getRequestConfig } from "next-intl/server";
import messages from "@/messages/en.json";

declare module "next-intl" {
  interface AppConfig {
    Messages: typeof messages;
  }
}

/** One language, known before any request: pages stay static. */
export default getRequestConfig(async () => ({ locale: "en-GB", timeZone: "UTC", messages }));
