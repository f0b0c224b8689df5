import type { EventView } from "./event-view";

/** The published (or cancelled) event of this address, as everyone may see it. */
export async function readEvent(_slug: string): Promise<EventView | undefined> {
  throw new Error("not there yet");
}

/** The same by id, in any status: for a hold, an order, the dashboard. */
export async function eventById(_id: string): Promise<EventView | undefined> {
  throw new Error("not there yet");
}
