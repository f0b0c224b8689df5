import "server-only";
import { emailAddress } from "@/lib/core/email";
import { env } from "@/lib/core/env";
import { sendByResend } from "./by-resend";
import { sendBySmtp } from "./by-smtp";
import type { Letter, Mail } from "./mail";

const oneLine = (text: string) => text.replace(/[\p{Cc}\u2028\u2029]+/gu, " ").trim();

function letterOf(mail: Mail, from: string, host: string): Letter {
  return {
    ...mail,
    from: oneLine(from),
    to: emailAddress.parse(mail.to),
    subject: oneLine(mail.subject),
    messageId: `<${mail.messageId}@${host}>`,
    attachments: mail.attachments ?? [],
  };
}

/** Returns once a mail server or the provider has taken the mail; throws otherwise, so that the queue repeats. */
export async function sendMail(mail: Mail): Promise<void> {
  const { MAIL_FROM, NEXTAUTH_URL, RESEND_API_KEY, SMTP_URL } = env();
  const letter = letterOf(mail, MAIL_FROM, new URL(NEXTAUTH_URL).hostname);
  if (RESEND_API_KEY) return sendByResend(letter, { apiKey: RESEND_API_KEY });
  if (SMTP_URL) return sendBySmtp(letter, SMTP_URL);
  throw new Error("No mail can leave: set SMTP_URL or RESEND_API_KEY");
}
