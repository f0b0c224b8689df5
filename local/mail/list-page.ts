import { html } from "./html";
import { page } from "./page";
import type { Mail } from "./read-mail";

type Listing = { mails: Mail[]; count: number; to: string };

export function listPage({ mails, count, to }: Listing) {
  const shown =
    mails.length < count ? `${mails.length} of ${count} mails, newest first` : `${count} mails, newest first`;
  return page(
    "Mail",
    html`<main>
<h1>Mail caught on this machine</h1>
<form action="/" method="get" role="search">
<label for="to">Sent to</label>
<input id="to" name="to" type="email" value="${to}" placeholder="fan@example.com" autocomplete="off">
<button>Show</button>
</form>
${mails.length === 0 ? html`<p>No mail${to ? " for this address" : " yet"}.</p>` : html`<p class="soft">${shown}</p>`}
<ol class="mails">${mails.map(item)}</ol>
</main>`,
  );
}

const item = ({ id, subject, to, from, date, attachments }: Mail) => html`<li>
<a href="/m/${id}">${subject || "(no subject)"}</a>
<time class="soft" datetime="${date}">${shortDate(date)}</time>
<span class="soft">to ${to.join(", ")} · from ${from}${attachments.length > 0 ? ` · ${attachments.length} attached` : ""}</span>
</li>`;

export const shortDate = (iso: string) => `${iso.slice(0, 10)} ${iso.slice(11, 19)} UTC`;
