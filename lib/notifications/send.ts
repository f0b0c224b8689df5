import "server-only";

export type Attachment = { filename: string; contentType: string; content: Uint8Array };

export type Mail = {
  to: string;
  subject: string;
  html: string;
  text: string;
  /** Named after the cause, such as `tickets.<order id>`: all copies carry one Message-ID. */
  messageId: string;
  attachments?: Attachment[];
};

/** Returns once a mail server or the provider has taken the mail; throws otherwise, so that the queue repeats. */
export async function sendMail(mail: Mail): Promise<void> {
  throw new Error(`not sent yet: ${mail.messageId}`);
}
