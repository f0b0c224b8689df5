import { createTransport } from "nodemailer";
import { durations } from "@/lib/core/durations";
import type { Letter } from "./mail";

/** nodemailer takes its limits from the address alone where one is given; unsaid, some are an hour. */
function withLimits(smtpUrl: string) {
  const url = new URL(smtpUrl);
  for (const limit of ["connectionTimeout", "greetingTimeout", "socketTimeout", "dnsTimeout"]) {
    url.searchParams.set(limit, String(durations.mailTimeoutMs));
  }
  return url.href;
}

/** One connection a mail: a serverless process may be frozen before it could be used again. */
export async function sendBySmtp(letter: Letter, smtpUrl: string): Promise<void> {
  const transport = createTransport(withLimits(smtpUrl));
  try {
    await transport.sendMail({
      ...letter,
      attachments: letter.attachments.map((file) => ({ ...file, content: Buffer.from(file.content) })),
      headers: { "Auto-Submitted": "auto-generated" },
      // What a mail says comes from people: it may name neither files nor addresses to load.
      disableFileAccess: true,
      disableUrlAccess: true,
    });
  } finally {
    transport.close();
  }
}
