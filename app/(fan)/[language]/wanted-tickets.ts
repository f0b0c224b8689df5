import type { Line } from "@/lib/inventory/hold";

const shape = /^([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\.([1-9]\d{0,2})$/;
const linesMax = 20;

/** What somebody wants, short enough for an address: `<ticket type>.<quantity>` joined by `~`. */
export const writeWanted = (lines: Line[]) =>
  lines
    .slice(0, linesMax)
    .map(({ ticketTypeId, quantity }) => `${ticketTypeId}.${quantity}`)
    .join("~");

/** Anything else in the address counts as wanting nothing. */
export function readWanted(text: string | string[] | undefined): Line[] {
  if (typeof text !== "string") return [];
  return text
    .split("~")
    .slice(0, linesMax)
    .flatMap((part) => {
      const [, ticketTypeId, quantity] = shape.exec(part) ?? [];
      return ticketTypeId ? [{ ticketTypeId, quantity: Number(quantity) }] : [];
    });
}
