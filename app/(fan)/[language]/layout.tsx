import { notFound } from "next/navigation";
import { language } from "next/root-params";
import { Shell } from "@/components/site/shell";
import { directionOf, isLanguage, languages } from "@/lib/core/languages";
import { preloadArabic } from "../../arabic-font";
import { Document } from "../../document";
import { siteMetadata, siteViewport } from "../../site-metadata";

export const viewport = siteViewport;
export const generateMetadata = siteMetadata;
export const generateStaticParams = () => languages.map((each) => ({ language: each }));

export default async function FanLayout({ children }: { children: React.ReactNode }) {
  const spoken = (await language()) ?? "";
  // `/AR` is routed here as `/ar` is, and is none.
  if (!isLanguage(spoken)) notFound();
  if (spoken === "ar") preloadArabic();
  return (
    <Document language={spoken} direction={directionOf[spoken]}>
      <Shell translated>{children}</Shell>
    </Document>
  );
}
