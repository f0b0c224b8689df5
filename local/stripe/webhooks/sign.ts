import { createHmac } from "node:crypto";

/** https://docs.stripe.com/webhooks#verify-manually */
export function signature(secret: string, body: string, atMs: number): string {
  const timestamp = Math.floor(atMs / 1000);
  const mac = createHmac("sha256", secret).update(`${timestamp}.${body}`).digest("hex");
  return `t=${timestamp},v1=${mac}`;
}
