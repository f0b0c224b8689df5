import { badParameter } from "./errors";

const keysMax = 50;

/** Merges as Stripe does: an empty value takes its key away, an empty parameter takes all away. */
export function mergeMetadata(before: Record<string, string>, given: "" | Record<string, string> | undefined) {
  if (given === undefined) return before;
  if (given === "") return {};
  const merged = Object.fromEntries(Object.entries({ ...before, ...given }).filter(([, value]) => value !== ""));
  if (Object.keys(merged).length > keysMax) {
    throw badParameter(`You can only have ${keysMax} metadata keys on an object.`, { param: "metadata" });
  }
  return merged;
}
