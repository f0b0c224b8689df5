/** What is told of a seat: free, held, sold, not for sale. */
export const free = 0;

/** One status a seat, from `seats.data` of the availability: two bits each, the first in the highest of the first byte. */
export function statusesOf(data: string, count: number): Uint8Array {
  const bytes = atob(data);
  const statuses = new Uint8Array(count);
  for (let seat = 0; seat < count; seat++) {
    statuses[seat] = (bytes.charCodeAt(seat >> 2) >> (6 - 2 * (seat & 3))) & 3;
  }
  return statuses;
}
