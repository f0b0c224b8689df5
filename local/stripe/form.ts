export type Param = string | Param[] | Params;
export type Params = { [name: string]: Param };

const pairsMax = 1000;
const depthMax = 8;

/** Stripe's form encoding: `a[b][0]=x` nests, `a[]=x` appends. Undefined when it is not one. */
export function parseForm(text: string): Params | undefined {
  const pairs = [...new URLSearchParams(text)];
  if (pairs.length > pairsMax) return undefined;
  const root: Params = {};
  for (const [key, value] of pairs) {
    const path = pathOf(key);
    if (!path || !assign(root, path, value)) return undefined;
  }
  return Object.fromEntries(Object.entries(root).map(([name, value]) => [name, withArrays(value)]));
}

function pathOf(key: string): string[] | undefined {
  const [, head, tail = ""] = /^([^[\]]+)((?:\[[^[\]]*\])*)$/.exec(key) ?? [];
  if (!head) return undefined;
  const path = [
    head,
    ...tail
      .slice(1, -1)
      .split("][")
      .slice(tail ? 0 : 1),
  ];
  const unsafe = path.some((part) => part === "__proto__" || part === "constructor" || part === "prototype");
  return unsafe || path.length > depthMax ? undefined : path;
}

function assign(into: Params, [head = "", ...rest]: string[], value: string): boolean {
  const name = head === "" ? String(Object.keys(into).length) : head;
  if (rest.length === 0) {
    into[name] = value;
    return true;
  }
  const child = Object.hasOwn(into, name) ? into[name] : {};
  if (child === undefined || typeof child === "string" || Array.isArray(child)) return false;
  into[name] = child;
  return assign(child, rest, value);
}

function withArrays(value: Param): Param {
  if (typeof value === "string" || Array.isArray(value)) return value;
  const entries = Object.entries(value).map(([name, inner]) => [name, withArrays(inner)] as const);
  const isList = entries.length > 0 && entries.every(([name], index) => name === String(index));
  return isList ? entries.map(([, inner]) => inner) : Object.fromEntries(entries);
}
