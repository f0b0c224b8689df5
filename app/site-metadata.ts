import type { Metadata, Viewport } from "next";
import { getTranslations } from "next-intl/server";

export async function siteMetadata(): Promise<Metadata> {
  const t = await getTranslations("site");
  const title = `${t("name")} · ${t("tagline")}`;
  const address = process.env.NEXTAUTH_URL;
  return {
    // Unknown while building: only pages made for a request name their whole address.
    ...(address && { metadataBase: new URL(address) }),
    title: { default: title, template: `%s · ${t("name")}` },
    description: t("description"),
    openGraph: { siteName: t("name"), type: "website", title, description: t("description") },
    twitter: { card: "summary_large_image" },
    formatDetection: { telephone: false, email: false, address: false },
  };
}

export const siteViewport: Viewport = {
  width: "device-width",
  initialScale: 1,
  themeColor: [
    { media: "(prefers-color-scheme: light)", color: "#f4f6f1" },
    { media: "(prefers-color-scheme: dark)", color: "#0c1310" },
  ],
};
