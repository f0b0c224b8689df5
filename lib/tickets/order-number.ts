/** What people read out to each other; the order id itself is for programs. */
export const orderNumber = (orderId: string) => orderId.slice(0, 8).toUpperCase();
