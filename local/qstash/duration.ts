const unitMs: Record<string, number> = {
  ns: 1e-6,
  us: 1e-3,
  µs: 1e-3,
  ms: 1,
  s: 1_000,
  m: 60_000,
  h: 3_600_000,
  d: 86_400_000,
};
const shape = /^(\d+(\.\d+)?(ns|us|µs|ms|s|m|h|d))+$/;

/** "50s", "1d10h30m" in milliseconds; undefined when it is no duration. */
export function durationMs(text: string): number | undefined {
  if (text.length > 64 || !shape.test(text)) return undefined;
  let ms = 0;
  for (const [, amount, unit] of text.matchAll(/(\d+(?:\.\d+)?)(ns|us|µs|ms|s|m|h|d)/g)) {
    ms += Number(amount) * (unitMs[unit ?? ""] ?? 0);
  }
  return ms;
}
