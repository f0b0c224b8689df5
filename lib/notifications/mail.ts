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

/** A mail as it goes out: one plain address, no line break in any header, the whole Message-ID. */
export type Letter = Required<Mail> & { from: string };
