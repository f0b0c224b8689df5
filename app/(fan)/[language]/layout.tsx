import { language } from "next/root-params";
import { Shell } from "@/components/site/shell";
import { directionOf, languageOf, languages } from "@/lib/core/languages";
import { Document } from "../../document";
import { siteMetadata, siteViewport } from "../../site-metadata";

export const viewport = siteViewport;
export const generateMetadata = siteMetadata;
export const generateStaticParams = () => languages.map((each) => ({ language: each }));

export default async function FanLayout({ children }: { children: React.ReactNode }) {
  const spoken = languageOf(await language());
  return (
    <Document language={spoken} direction={directionOf[spoken]}>
      <Shell>{children}</Shell>
    </Document>
  );
}
