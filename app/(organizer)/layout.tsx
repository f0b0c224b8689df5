import { Document } from "../document";
import { siteMetadata, siteViewport } from "../site-metadata";

export const viewport = siteViewport;
export const generateMetadata = siteMetadata;

/** The pages of those who sell and build: in English for now. */
export default function OrganizerLayout({ children }: { children: React.ReactNode }) {
  return (
    <Document language="en" direction="ltr">
      {children}
    </Document>
  );
}
