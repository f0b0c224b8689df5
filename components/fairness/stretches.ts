type Minute = { at: string; admitted: number };
export type Stretch = { fromMs: number; admitted: number };

const minuteMs = 60_000;

/** Every minute from the first to the last, or as many together in a stretch as leave `most` of them at most. */
export function stretchesOf(minutes: readonly Minute[], most: number): { minutes: number; stretches: Stretch[] } {
  const times = minutes.map(({ at }) => Date.parse(at));
  const first = Math.min(...times);
  const span = minutes.length === 0 ? 0 : (Math.max(...times) - first) / minuteMs + 1;
  const size = Math.max(1, Math.ceil(span / most));
  const stretches = Array.from({ length: Math.ceil(span / size) }, (_, index) => ({
    fromMs: first + index * size * minuteMs,
    admitted: 0,
  }));
  for (const { at, admitted } of minutes) {
    const stretch = stretches[Math.floor((Date.parse(at) - first) / minuteMs / size)];
    if (stretch) stretch.admitted += admitted;
  }
  return { minutes: size, stretches };
}
