import { durations } from "@/lib/core/durations";
import type { Letter } from "./mail";

type Account = { apiKey: string; baseUrl?: string };

/** Resend's HTTP API. The key makes a repeat within a day the same mail; 409 says the first is still under way. */
export async function sendByResend(letter: Letter, { apiKey, baseUrl = "https://api.resend.com" }: Account) {
  const { from, to, subject, html, text, messageId, attachments } = letter;
  const answer = await fetch(`${baseUrl}/emails`, {
    method: "POST",
    signal: AbortSignal.timeout(durations.mailTimeoutMs),
    headers: {
      Authorization: `Bearer ${apiKey}`,
      "Content-Type": "application/json",
      "Idempotency-Key": messageId,
    },
    body: JSON.stringify({
      from,
      to: [to],
      subject,
      html,
      text,
      headers: { "Message-ID": messageId, "Auto-Submitted": "auto-generated" },
      attachments: attachments.map(({ filename, contentType, content }) => ({
        filename,
        content_type: contentType,
        content: Buffer.from(content).toString("base64"),
      })),
    }),
  });
  // The answer may repeat the address: only its status is told.
  if (!answer.ok) throw new Error(`Resend answered ${answer.status}`);
}
