import type { Lane } from "@/lib/waiting-room/lane-view";
import type { Progress } from "./progress";

/** What this device keeps of a place: with it every tab, and every reload, stands at the same one. */
export type KeptPlace = {
  number: number;
  ticket: string;
  /** Of the line, where it is not everybody's. */
  lane?: Lane;
  /** The room's, when the ticket was last shown there. */
  epoch: number;
  progress: Progress;
};

const keyOf = (slug: string) => `hf-room-${slug}`;

/** Storage may be full, forbidden or of an older shape: then the room is asked again, and gives the same number. */
export function keptPlace(slug: string): KeptPlace | undefined {
  try {
    const kept = JSON.parse(localStorage.getItem(keyOf(slug)) ?? "null");
    return kept?.ticket && kept.epoch >= 0 && kept.progress?.samples ? kept : undefined;
  } catch {
    return undefined;
  }
}

export function keepPlace(slug: string, place: KeptPlace | undefined): void {
  try {
    if (place) localStorage.setItem(keyOf(slug), JSON.stringify(place));
    else localStorage.removeItem(keyOf(slug));
  } catch {
    // This visit goes on with what it holds itself.
  }
}
