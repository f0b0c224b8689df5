/** What was known of the line at one time: ms of this device's clock, the last place called. */
type Sample = { at: number; serving: number };

/** What a waiting page remembers of its own way; kept over a reload. */
export type Progress = { v: string; at: string; place?: number; least?: number; most?: number; samples: Sample[] };

export const started: Progress = { v: "", at: "", samples: [] };

type Seen = { v: string; at: string; serving: number };

const samplesMax = 60;
const keptMs = 180_000;
/** Before so much was seen nobody can say how fast a line moves. */
const knownMs = 30_000;
const minuteMs = 60_000;

const partsOf = (v: string) => v.split(".").map(Number);

type Dated = { v: string; at: string };

/** Whether a document is older than another: by its epoch, then its version, then its time. */
export function isOlder(one: Dated, other: Dated): boolean {
  const [[epoch = 0, version = 0], [otherEpoch = 0, otherVersion = 0]] = [partsOf(one.v), partsOf(other.v)];
  return (epoch - otherEpoch || version - otherVersion || Date.parse(one.at) - Date.parse(other.at)) < 0;
}

/**
 * What is known after one more document: an older one changes nothing, and how many are ahead never grows, whatever a
 * document says. A place that was drawn anew begins anew.
 */
export function advance(known: Progress, seen: Seen, place: number | undefined, now: number): Progress {
  if (isOlder(seen, known)) return known;
  const { v, at, serving } = seen;
  const before = known.place === place ? known : started;
  const samples = [...known.samples.filter((sample) => now - sample.at < keptMs), { at: now, serving }].slice(
    -samplesMax,
  );
  if (place === undefined) return { v, at, samples };
  const ahead = Math.max(0, place - serving);
  const least = Math.min(before.least ?? ahead, ahead);
  return { v, at, place, least, most: Math.max(before.most ?? 0, ahead), samples };
}

/** The shortest and the longest wait that is likely, in minutes; undefined while nobody can say. */
export function expected({ samples, least = 0 }: Progress, ratePerMinute: number): [number, number] | undefined {
  const [first, last] = [samples[0], samples.at(-1)];
  if (!first || !last || last.at - first.at < knownMs) return undefined;
  const seen = ((last.serving - first.serving) * minuteMs) / (last.at - first.at);
  const [slow, fast] = [Math.min(seen, ratePerMinute), Math.max(seen, ratePerMinute)];
  return slow > 0 ? [Math.floor(least / fast), Math.ceil((1.2 * least) / slow)] : undefined;
}
