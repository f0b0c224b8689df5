export type Difference = { field: string; before?: string; after?: string };

const depthMax = 4;
const fieldsMax = 40;
const lengthMax = 300;

/** The plain values in a document, by their path. */
function leaves(value: unknown, path: string, found: Map<string, string>, depth = 0): Map<string, string> {
  if (value === undefined || value === null || found.size >= fieldsMax) return found;
  const isDeep = typeof value === "object" && depth < depthMax;
  if (!isDeep) {
    const text = typeof value === "string" ? value : JSON.stringify(value);
    return found.set(path, text.slice(0, lengthMax));
  }
  if (Array.isArray(value) && value.every((each) => typeof each !== "object")) {
    return found.set(path, value.join(", ").slice(0, lengthMax));
  }
  for (const [name, inner] of Object.entries(value)) leaves(inner, path ? `${path}.${name}` : name, found, depth + 1);
  return found;
}

/** What an audit row says has changed, field by field: what stayed the same is left out. At most 40 fields. */
export function differences(before: unknown, after: unknown): Difference[] {
  const [old, now] = [leaves(before, "", new Map()), leaves(after, "", new Map())];
  return [...new Set([...old.keys(), ...now.keys()])]
    .filter((field) => old.get(field) !== now.get(field))
    .slice(0, fieldsMax)
    .map((field) => {
      const [was, is] = [old.get(field), now.get(field)];
      return { field, ...(was !== undefined && { before: was }), ...(is !== undefined && { after: is }) };
    });
}
