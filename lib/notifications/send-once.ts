import { isProcessed, markProcessed } from "@/db/queries/outbox";
import type { Mail } from "./mail";
import { sendMail } from "./send";

/**
 * One mail a cause, however often it is asked for; none when there is nothing to write.
 * A crash between the provider's yes and our note of it sends again, with the same Message-ID and idempotency key.
 */
export async function sendOnce(consumer: string, cause: string, write: () => Promise<Mail | undefined>): Promise<void> {
  if (await isProcessed(consumer, cause)) return;
  const mail = await write();
  if (!mail) return;
  await sendMail(mail);
  await markProcessed(consumer, cause);
}
