import type { ParsedMail } from "mailparser";
import type { Answer } from "@/local/http/answer";
import { escapeHtml, html, linked } from "./html";
import { shortDate } from "./list-page";
import { headersOfPage, page } from "./page";
import type { Mail } from "./read-mail";

export function mailPage({ id, subject, from, to, date, text, html: body, headers, attachments }: Mail) {
  const files = attachments.map(
    ({ filename, contentType, size }, index) =>
      html`<dd><a href="/messages/${id}/attachments/${index}" download>${filename}</a> <span class="soft">${contentType}, ${size} bytes</span></dd>`,
  );
  const frame = html`<iframe src="/m/${id}/html" title="The mail as HTML" sandbox="allow-popups allow-popups-to-escape-sandbox"></iframe>`;
  const plain = html`<pre>${linked(text)}</pre>`;
  return page(
    subject || "Mail",
    html`<main>
<p><a href="/">All mails</a></p>
<h1>${subject || "(no subject)"}</h1>
<dl>
<dt>From</dt><dd>${from}</dd>
<dt>To</dt><dd>${to.join(", ")}</dd>
<dt>Date</dt><dd><time datetime="${date}">${shortDate(date)}</time></dd>
${files.length > 0 ? html`<dt>Attached</dt>${files}` : ""}
</dl>
${body ? frame : plain}
${body && text ? html`<details><summary>As text</summary>${plain}</details>` : ""}
<details><summary>Headers</summary><pre>${Object.entries(headers).map(([name, value]) => html`${name}: ${value}\n`)}</pre></details>
</main>`,
  );
}

export const missingPage = () =>
  page("No such mail", html`<main><h1>No such mail</h1><p><a href="/">All mails</a></p></main>`, 404);

/** The mail's own HTML: no script, nothing fetched but from this machine, links open in a new tab. */
const bodyPolicy = [
  "sandbox allow-popups allow-popups-to-escape-sandbox",
  "default-src 'none'",
  "style-src 'unsafe-inline'",
  "img-src 'self' data: http://127.0.0.1:* http://localhost:*",
  "frame-ancestors 'self'",
].join("; ");

export function bodyPage(id: string, mail: ParsedMail): Answer {
  const cids = new Map(mail.attachments.map(({ cid }, index) => [cid, `/messages/${id}/attachments/${index}`]));
  const body = (mail.html || "").replace(/cid:([^"'\s>)]+)/g, (whole, cid) => escapeHtml(cids.get(cid) ?? whole));
  // The base comes first: the first one in a document wins.
  const document = `<base target="_blank">${body}`;
  return { status: 200, body: withDoctypeFirst(document, body), headers: headersOfPage(bodyPolicy) };
}

/** Keeps standards mode for mails that ask for it. */
const withDoctypeFirst = (document: string, body: string) =>
  /^\s*<!doctype/i.test(body) ? `<!doctype html>${document}` : document;
