import "server-only";

export async function recordOrder(orderId: string): Promise<void> {
  throw new Error(`not recorded yet: ${orderId}`);
}
