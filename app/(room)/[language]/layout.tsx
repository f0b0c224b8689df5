import { notFound } from "next/navigation";
import { language } from "next/root-params";
import { directionOf, isLanguage, languages } from "@/lib/core/languages";
import { preloadArabic } from "../../arabic-font";
import { Document } from "../../document";
import { siteMetadata, siteViewport } from "../../site-metadata";

export const viewport = siteViewport;
export const generateMetadata = siteMetadata;
export const generateStaticParams = () => languages.map((each) => ({ language: each }));

/** Of its own, so that a waiting page carries nothing that only other pages need. */
export default async function RoomLayout({ children }: { children: React.ReactNode }) {
  const spoken = (await language()) ?? "";
  if (!isLanguage(spoken)) notFound();
  if (spoken === "ar") preloadArabic();
  return (
    <Document language={spoken} direction={directionOf[spoken]}>
      {children}
    </Document>
  );
}
