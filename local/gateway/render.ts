import type { Reply } from "./command";

/** As JSON text. In base64 every string is encoded, "OK" and nested ones too: it is the client that decodes them all. */
export function renderReply(reply: Reply, base64: boolean): string {
  if (reply === null) return "null";
  if (typeof reply === "string") return reply;
  if (Array.isArray(reply)) return `[${reply.map((each) => renderReply(each, base64)).join()}]`;
  const bytes = Buffer.isBuffer(reply) ? reply : Buffer.from(reply.message);
  return base64 ? `"${bytes.toString("base64")}"` : JSON.stringify(bytes.toString());
}

export const renderError = (message: string): string => `{"error":${JSON.stringify(message)}}`;

/** `{result}` or `{error}`, as Upstash answers one command. */
export const renderOutcome = (reply: Reply, base64: boolean): string =>
  reply instanceof Error ? renderError(reply.message) : `{"result":${renderReply(reply, base64)}}`;
