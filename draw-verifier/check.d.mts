/** What is promised, and whether it holds. */
export type Check = [says: string, holds: boolean];

/** The public JSON of a draw, and of a receipt. */
export function checkDraw(draw: object): Check[];
export function checkReceipt(draw: object, receipt: object): Check[];
