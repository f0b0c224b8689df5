import type { Answer } from "@/local/http/answer";
import { Html, html } from "./html";

const style = `
  :root { color-scheme: light dark; --line: light-dark(#d9dce1, #363b44); --soft: light-dark(#5b6370, #a3abb8); --raised: light-dark(#f6f7f9, #20242b); --link: light-dark(#1250b8, #8fb8ff); }
  * { box-sizing: border-box; }
  body { margin: 0 auto; max-width: 64rem; padding: 1.5rem 1rem 4rem; font: 1rem/1.5 system-ui, sans-serif; background: light-dark(#fff, #16191e); color: light-dark(#16191e, #e8ebf0); overflow-wrap: anywhere; }
  h1 { font-size: 1.5rem; line-height: 1.25; margin: 0 0 1rem; }
  a { color: var(--link); }
  a:focus-visible, input:focus-visible, button:focus-visible, summary:focus-visible { outline: 3px solid var(--link); outline-offset: 2px; }
  form { display: flex; flex-wrap: wrap; gap: .5rem; align-items: center; margin: 0 0 1.5rem; }
  input, button { font: inherit; padding: .5rem .75rem; border: 1px solid var(--line); border-radius: .5rem; background: var(--raised); color: inherit; }
  input { flex: 1 1 14rem; min-width: 0; }
  ol.mails { list-style: none; margin: 0; padding: 0; border-top: 1px solid var(--line); }
  ol.mails li { display: grid; grid-template-columns: minmax(0, 1fr) auto; gap: 0 1rem; padding: .75rem 0; border-bottom: 1px solid var(--line); }
  ol.mails a { font-weight: 600; }
  .soft { color: var(--soft); font-size: .875rem; }
  ol.mails .soft:last-child { grid-column: 1 / -1; }
  dl { display: grid; grid-template-columns: max-content minmax(0, 1fr); gap: .25rem 1rem; margin: 0 0 1rem; }
  dt { color: var(--soft); } dd { grid-column: 2; margin: 0; }
  iframe { display: block; width: 100%; height: 70vh; min-height: 20rem; border: 1px solid var(--line); border-radius: .5rem; background: #fff; color-scheme: light; resize: vertical; overflow: auto; }
  pre { white-space: pre-wrap; background: var(--raised); border: 1px solid var(--line); border-radius: .5rem; padding: 1rem; margin: .5rem 0 0; }
  details { margin-top: 1rem; } summary { cursor: pointer; padding: .25rem 0; }
  @media (max-width: 40rem) { ol.mails li { grid-template-columns: minmax(0, 1fr); } dl { grid-template-columns: minmax(0, 1fr); } dt { margin-top: .5rem; } dd { grid-column: 1; } }
`;

const policy = [
  "default-src 'none'",
  "style-src 'unsafe-inline'",
  "frame-src 'self'",
  "form-action 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join("; ");

export const headersOfPage = (contentSecurityPolicy: string) => ({
  "Content-Type": "text/html; charset=utf-8",
  "Content-Security-Policy": contentSecurityPolicy,
  "X-Content-Type-Options": "nosniff",
  "Referrer-Policy": "no-referrer",
  "Cache-Control": "no-store",
});

export function page(title: string, body: Html, status = 200): Answer {
  const document = html`<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title>
<style>${raw(style)}</style>
<body>${body}</body>
</html>
`;
  return { status, body: document.text, headers: headersOfPage(policy) };
}

/** The style sheet above, and nothing that came from outside. */
const raw = (text: string) => new Html(text);
