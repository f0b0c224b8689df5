import { preload } from "react-dom";

// The bundler answers with the addresses that arabic.css names.
const faces = [
  new URL("@fontsource/ibm-plex-sans-arabic/files/ibm-plex-sans-arabic-arabic-400-normal.woff2", import.meta.url),
  new URL("@fontsource/ibm-plex-sans-arabic/files/ibm-plex-sans-arabic-arabic-700-normal.woff2", import.meta.url),
];

/** Lets the browser fetch the Arabic letters before it has read the style sheet. */
export function preloadArabic() {
  for (const { href } of faces) preload(href, { as: "font", type: "font/woff2", crossOrigin: "anonymous" });
}
