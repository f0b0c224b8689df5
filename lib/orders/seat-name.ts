import type { SeatName } from "@/lib/inventory/hold";

/** A seat as it is told and kept on its ticket, without where it lies among the others. */
export const seatName = ({ id, section, row, number }: SeatName): SeatName => ({ id, section, row, number });
