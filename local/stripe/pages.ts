import { readFileSync } from "node:fs";

const folder = new URL("./js/", import.meta.url);
const types = { js: "text/javascript", css: "text/css", html: "text/html" };

const files: Record<string, { file: string; type: keyof typeof types }> = {
  "/v3/": { file: "stripe.js", type: "js" },
  "/v3/stripe.js": { file: "stripe.js", type: "js" },
  "/endive/stripe.js": { file: "stripe.js", type: "js" },
  "/v3/card-form": { file: "card-form.html", type: "html" },
  "/v3/card-form.js": { file: "card-form.js", type: "js" },
  "/v3/card-fields.js": { file: "card-fields.js", type: "js" },
  "/v3/strings.js": { file: "strings.js", type: "js" },
  "/v3/appearance.js": { file: "appearance.js", type: "js" },
  "/v3/card-form.css": { file: "card-form.css", type: "css" },
  "/v3/authenticate.js": { file: "authenticate.js", type: "js" },
  "/v3/authenticate.css": { file: "authenticate.css", type: "css" },
};

export type Page = { headers: Record<string, string>; body: Buffer };

/** What a browser loads, served as it is written. */
export function pageAt(path: string): Page | undefined {
  const challenge = /^\/v3\/authenticate\/[^/]+$/.test(path);
  const found = challenge ? ({ file: "authenticate.html", type: "html" } as const) : files[path];
  if (!found) return undefined;
  return {
    headers: {
      "content-type": `${types[found.type]}; charset=utf-8`,
      "cache-control": "no-cache",
      "access-control-allow-origin": "*",
      "cross-origin-resource-policy": "cross-origin",
      ...(found.type === "html" && {
        "content-security-policy":
          "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; connect-src 'self'; img-src 'self' data:",
      }),
    },
    body: readFileSync(new URL(found.file, folder)),
  };
}
