type Kept = { value: Promise<unknown>; until: number };

const keptMax = 1000;
const kept = new Map<string, Kept>();

/** The same answer for everybody who asks this process within `ms`; a failure is not kept. */
export function briefly<Value>(key: string, ms: number, load: () => Promise<Value>): Promise<Value> {
  const known = kept.get(key);
  if (known && known.until > Date.now()) return known.value as Promise<Value>;
  if (kept.size >= keptMax) kept.clear();
  const value = load();
  kept.set(key, { value, until: Date.now() + ms });
  value.catch(() => kept.delete(key));
  return value;
}
