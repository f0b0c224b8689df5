import type { Language } from "@/lib/core/languages";
import { fontVariables } from "./fonts";
import "./arabic.css";
import "./globals.css";

type Props = { language: Language; direction: "ltr" | "rtl"; children: React.ReactNode };

/** The outermost elements of every page. */
export function Document({ language, direction, children }: Props) {
  return (
    <html lang={language} dir={direction} className={fontVariables}>
      <body className="flex min-h-dvh flex-col font-sans">{children}</body>
    </html>
  );
}
