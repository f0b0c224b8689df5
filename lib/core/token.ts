import { createHmac, timingSafeEqual } from "node:crypto";
import { deriveKey, masters, type Purpose } from "./keys";

const shape = /^v1\.([a-f0-9]{8})\.([A-Za-z0-9_-]{1,3900})\.([A-Za-z0-9_-]{43})$/;

const macOf = (key: Buffer, text: string) => createHmac("sha256", key).update(text).digest();

/** `v1.<kid>.<payload>.<mac>`: the MAC covers version, key id and payload as sent. */
export function sealToken(purpose: Purpose, scope: string, payload: unknown): string {
  const [first] = masters();
  if (!first) throw new Error("no master key");
  const text = `v1.${first.kid}.${Buffer.from(JSON.stringify(payload)).toString("base64url")}`;
  return `${text}.${macOf(deriveKey(first.master, purpose, scope), text).toString("base64url")}`;
}

/** The payload of a token we sealed for this purpose and scope; undefined for anything else. */
export function openToken(purpose: Purpose, scope: string, token: string | undefined): unknown {
  const [, kid, payload, mac] = shape.exec(token ?? "") ?? [];
  const master = masters().find((each) => each.kid === kid)?.master;
  if (!kid || !payload || !mac || !master) return undefined;
  const genuine = macOf(deriveKey(master, purpose, scope), `v1.${kid}.${payload}`);
  const given = Buffer.from(mac, "base64url");
  // 43 base64url digits leave two bits unused: only the canonical spelling is ours.
  if (given.toString("base64url") !== mac || !timingSafeEqual(genuine, given)) return undefined;
  return JSON.parse(Buffer.from(payload, "base64url").toString());
}
