import { NextIntlClientProvider } from "next-intl";
import { getMessages } from "next-intl/server";

/** Brings the browser the words of these parts of the dashboard, and no others. */
export async function Words({ of, children }: { of: string[]; children: React.ReactNode }) {
  const messages = Object.entries(await getMessages()).filter(([name]) => of.includes(name));
  return <NextIntlClientProvider messages={Object.fromEntries(messages)}>{children}</NextIntlClientProvider>;
}
