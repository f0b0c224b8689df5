import { type ParsedMail, simpleParser } from "mailparser";

export type Mail = {
  id: string;
  /** Who it was delivered to: the envelope's recipients, hidden ones too, in lower case. */
  to: string[];
  from: string;
  subject: string;
  date: string;
  /** Empty where the mail has no such part. */
  text: string;
  html: string;
  /** By lower-case name, unfolded; a name that comes more than once joins its values with ", ". */
  headers: Record<string, string>;
  attachments: { filename: string; contentType: string; size: number }[];
};

/** `keepCidLinks`: the HTML stays as it was sent. */
export const parse = (raw: Buffer): Promise<ParsedMail> => simpleParser(raw, { keepCidLinks: true });

export async function readMail(id: string, to: string[], raw: Buffer): Promise<Mail> {
  const parsed = await parse(raw);
  return {
    id,
    to: to.map((address) => address.toLowerCase()),
    from: parsed.from?.text ?? "",
    subject: parsed.subject ?? "",
    date: (parsed.date ?? new Date()).toISOString(),
    text: parsed.text ?? "",
    html: parsed.html || "",
    headers: headersOf(parsed),
    attachments: parsed.attachments.map(({ filename, contentType, size }, index) => ({
      filename: filename ?? `attachment-${index}`,
      contentType,
      size,
    })),
  };
}

function headersOf({ headerLines }: ParsedMail): Record<string, string> {
  const headers: Record<string, string> = {};
  for (const { key, line } of headerLines) {
    const value = line
      .slice(line.indexOf(":") + 1)
      .replace(/\r?\n\s+/g, " ")
      .trim();
    const earlier = Object.hasOwn(headers, key) ? `${headers[key]}, ` : "";
    headers[key] = earlier + value;
  }
  return headers;
}
