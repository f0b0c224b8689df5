import type { IncomingHttpHeaders } from "node:http";
import type { Freshness } from "./freshness";

export type Kept = {
  headers: NodeJS.Dict<string | string[]>;
  body: Buffer;
  at: number;
  freshness: Freshness;
};
type Asked = { target: string; headers: IncomingHttpHeaders | NodeJS.Dict<string | string[]> };

const answersMax = 5000;
const secondMs = 1000;

/** The answers of origins that may be shared, by address and by what they say they vary with; the oldest go first. */
export function sharedCache() {
  const answers = new Map<string, Kept>();
  const varying = new Map<string, string[]>();

  const keyOf = ({ target, headers }: Asked) =>
    [target, ...(varying.get(target) ?? []).map((name) => `${name}:${headers[name] ?? ""}`)].join("\n");

  return {
    keyOf,
    read(asked: Asked, now: number): { kept: Kept; isFresh: boolean; age: number } | undefined {
      const kept = answers.get(keyOf(asked));
      if (!kept) return undefined;
      const age = (now - kept.at) / secondMs;
      const { freshSeconds, staleSeconds } = kept.freshness;
      if (age >= freshSeconds + staleSeconds) return undefined;
      return { kept, isFresh: age < freshSeconds, age: Math.floor(age) };
    },
    write(asked: Asked, vary: string | undefined, kept: Kept): void {
      const names = (vary ?? "")
        .toLowerCase()
        .split(",")
        .flatMap((name) => name.trim() || []);
      varying.delete(asked.target);
      varying.set(asked.target, names);
      const key = keyOf(asked);
      answers.delete(key);
      answers.set(key, kept);
      for (const map of [answers, varying]) {
        for (const oldest of map.keys()) {
          if (map.size <= answersMax) break;
          map.delete(oldest);
        }
      }
    },
  };
}
