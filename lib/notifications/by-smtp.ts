import { createTransport } from "nodemailer";
import { durations } from "@/lib/core/durations";
import type { Letter } from "./mail";

const { mailTimeoutMs } = durations;

/** One connection a mail: a serverless process may be frozen before it could be used again. */
export async function sendBySmtp(letter: Letter, url: string): Promise<void> {
  const transport = createTransport({
    url,
    connectionTimeout: mailTimeoutMs,
    greetingTimeout: mailTimeoutMs,
    socketTimeout: mailTimeoutMs,
    dnsTimeout: mailTimeoutMs,
    // What a mail says comes from people: it may name neither files nor addresses to load.
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  try {
    await transport.sendMail({
      ...letter,
      attachments: letter.attachments.map((file) => ({ ...file, content: Buffer.from(file.content) })),
      headers: { "Auto-Submitted": "auto-generated" },
    });
  } finally {
    transport.close();
  }
}
