import { randomBytes } from "node:crypto";
import type { Change } from "@/local/storage/journal";
import type { Shape, Store } from "./store";

type Given = { QSTASH_CURRENT_SIGNING_KEY: string; QSTASH_NEXT_SIGNING_KEY: string };

/** The environment's keys, unless these same keys were rotated since. */
export function keysChange(store: Store, config: Given): Change<Shape>[] {
  const { QSTASH_CURRENT_SIGNING_KEY: current, QSTASH_NEXT_SIGNING_KEY: next } = config;
  const given = JSON.stringify([current, next]);
  return store.keys.get("only")?.given === given ? [] : [["keys", "only", { given, current, next }]];
}

export function signingKeys(store: Store) {
  const keys = store.keys.get("only");
  if (!keys) throw new Error("QStash has no signing keys");
  return keys;
}

/** The next key becomes the current one, so receivers that know both keep accepting. */
export function rotateKeys(store: Store) {
  const { given, next } = signingKeys(store);
  store.commit([["keys", "only", { given, current: next, next: `sig_${randomBytes(18).toString("base64url")}` }]]);
  return signingKeys(store);
}
