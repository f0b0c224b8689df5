import "server-only";

export async function sendRefund(refundId: string): Promise<void> {
  throw new Error(`not sent yet: ${refundId}`);
}
