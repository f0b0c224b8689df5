import { Receiver } from "@upstash/qstash";
import { env } from "@/lib/core/env";
import { jobUrl } from "./client";

const leewaySeconds = 30;

/** True only for a body the queue signed for this very job's address, with the current or the next key. */
export async function isGenuineDelivery(job: string, body: string, signature: string | null): Promise<boolean> {
  const { QSTASH_CURRENT_SIGNING_KEY, QSTASH_NEXT_SIGNING_KEY } = env();
  const receiver = new Receiver({
    currentSigningKey: QSTASH_CURRENT_SIGNING_KEY,
    nextSigningKey: QSTASH_NEXT_SIGNING_KEY,
  });
  const delivery = { signature: signature ?? "", body, url: jobUrl(job), clockTolerance: leewaySeconds };
  return receiver.verify(delivery).catch(() => false);
}
