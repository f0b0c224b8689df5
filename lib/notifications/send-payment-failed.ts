import "server-only";

export async function sendPaymentFailed(orderId: string): Promise<void> {
  throw new Error(`not sent yet: ${orderId}`);
}
