import type { Here, Kept } from "@/db/queries/waiting-rooms";
import { isLaneName, type Lane } from "./lanes";

const kinds = ["here", "away", "admitted", "renewed", "left", "recovered"] as const;

/** One entry of a room's stream; times in ms, 0 where there is none. */
export type Happening = {
  kind: (typeof kinds)[number];
  person: string;
  atMs: number;
  endsMs: number;
  limitMs: number;
  place: number;
  spare: number;
  lane: Lane;
};

/** Undefined for what no script tells. Entries of a stream are named after the store's time. */
export function happeningIn(entry: string, text: string): Happening | undefined {
  const [word, person = "", ends = 0, limit = 0, place = 0, spare = 0, lane = ""] = text.split(" ");
  const kind = kinds.find((each) => each === word);
  if (!kind) return undefined;
  const [endsMs, limitMs] = [Number(ends), Number(limit)];
  return {
    kind,
    person,
    atMs: Number.parseInt(entry, 10),
    endsMs,
    limitMs,
    place: Number(place),
    spare: Number(spare),
    lane: isLaneName(lane) ? lane : "",
  };
}

/**
 * What is to be kept of those to whom something happened, and whom each one let in has passed.
 *
 * The rule that is measured: whoever was called enters in the order of places among those present in the same line. Somebody is present
 * from the first time they ask until they are let in, leave, or stop asking; one who was told to wait keeps their turn,
 * so a later place may enter first only where the rate and the slots had room for everybody present before it as well.
 * `passed` is how many present with better places that room did not reach: an overtake where it is not 0. It is worked
 * out from what the store told in its own order, never from the order that claim.lua decides by.
 */
export function followPeople(wereHere: readonly Here[], happenings: readonly Happening[]): Kept[] {
  const here = new Map(wereHere.map(({ person, place, lane }) => [person, { place, lane }]));
  const kept = new Map<string, Kept>();
  const keep = (person: string, news: Partial<Kept>) =>
    kept.set(person, { ...kept.get(person), ...news, person, here: here.has(person) });
  const ends = ({ endsMs, limitMs }: Happening) => ({ endsAt: new Date(endsMs), limitAt: new Date(limitMs) });

  for (const happening of happenings) {
    const { kind, person, place, spare, atMs, lane } = happening;
    if (kind === "recovered") {
      const all = [...here.keys()];
      here.clear();
      for (const each of all) keep(each, {});
    } else if (kind === "here") {
      here.set(person, { place, lane });
      keep(person, { place, lane });
    } else if (kind === "renewed") {
      keep(person, ends(happening));
    } else {
      here.delete(person);
      if (kind === "away") keep(person, {});
      if (kind === "left") keep(person, { left: true, endsAt: null, limitAt: null });
      if (kind === "admitted") {
        // Without a place it is a session that went over to the account of the same person.
        const entered =
          place > 0 ? { place, lane, passed: Math.max(0, countBefore(here, { place, lane }) - spare) } : {};
        keep(person, { ...ends(happening), admittedAt: new Date(atMs), ...entered });
      }
    }
  }
  return [...kept.values()];
}

type Standing = Pick<Here, "place" | "lane">;

function countBefore(here: ReadonlyMap<string, Standing>, { place, lane }: Standing): number {
  let count = 0;
  for (const each of here.values()) if (each.lane === lane && each.place < place) count += 1;
  return count;
}
