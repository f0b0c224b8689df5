/** Proof of being let in: which event, who (hashes of the person and of the visitor who may show it), until when. Times in epoch ms. */
export type Pass = {
  event: string;
  person: string;
  fan: string;
  lane: string;
  issued: number;
  expires: number;
  until: number;
  epoch: number;
};

const shape = /^v1\.([a-f0-9]{8})\.([A-Za-z0-9_-]{1,600})\.([A-Za-z0-9_-]{43})$/;
/** Clocks differ by this much at most. */
export const leewayMs = 30_000;

export const passCookie = (eventId: string, isHttps: boolean) => `${passCookies(isHttps)}${eventId}`;
/** What the names of all pass cookies begin with. */
export const passCookies = (isHttps: boolean) => `${isHttps ? "__Host-" : ""}hf_pass_`;

const isPass = (value: unknown): value is Pass => {
  if (typeof value !== "object" || value === null) return false;
  const { event, person, fan, lane, issued, expires, until, epoch } = value as Record<string, unknown>;
  return (
    [event, person, fan, lane].every((text) => typeof text === "string") &&
    [issued, expires, until, epoch].every((number) => Number.isSafeInteger(number))
  );
};

/** A payload that carried our signature: the pass it is for this event, good or over. */
export const passIn = (payload: unknown, eventId: string): Pass | undefined =>
  isPass(payload) && payload.event === eventId ? payload : undefined;

/** The same, where it is still good. */
export function judgePass(payload: unknown, eventId: string, now: number): Pass | undefined {
  const pass = passIn(payload, eventId);
  const live = pass && now < Math.min(pass.expires, pass.until) + leewayMs && pass.issued <= now + leewayMs;
  return live ? pass : undefined;
}

const bytes = (text: string) => new TextEncoder().encode(text);

function fromBase64Url(text: string) {
  const binary = atob(text.replaceAll("-", "+").replaceAll("_", "/"));
  return Uint8Array.from(binary, (character) => character.charCodeAt(0));
}

const toBase64Url = (data: Uint8Array) =>
  btoa(String.fromCharCode(...data))
    .replaceAll("+", "-")
    .replaceAll("/", "_")
    .replaceAll("=", "");

async function kidOf(master: string) {
  const hash = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes(`hf-kid|${master}`)));
  return [...hash.slice(0, 4)].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

const keysMax = 1000;
const keys = new Map<string, Promise<CryptoKey>>();

/** The same derivation as lib/core/keys, in Web Crypto: the edge has no other. */
async function importKey(master: string, eventId: string): Promise<CryptoKey> {
  const material = await crypto.subtle.importKey("raw", bytes(master), "HKDF", false, ["deriveKey"]);
  const info = bytes(`hf|pass|${eventId}`);
  const hkdf = { name: "HKDF", hash: "SHA-256", salt: new Uint8Array(), info };
  return crypto.subtle.deriveKey(hkdf, material, { name: "HMAC", hash: "SHA-256", length: 256 }, false, ["verify"]);
}

/** Deriving costs more than verifying: a process derives a key once. */
function keyFor(master: string, kid: string, eventId: string): Promise<CryptoKey> {
  const name = `${kid}|${eventId}`;
  const known = keys.get(name);
  if (known) return known;
  if (keys.size >= keysMax) keys.clear();
  const imported = importKey(master, eventId);
  keys.set(name, imported);
  return imported;
}

async function masterOf(kid: string, masters: string[]): Promise<string | undefined> {
  for (const master of masters) if ((await kidOf(master)) === kid) return master;
  return undefined;
}

type Reading = { token: string | undefined; eventId: string; masters: string[]; now: number };

/** Verifies with no network call. The MAC covers version, key id and payload as received. */
export async function readPass({ token, eventId, masters, now }: Reading): Promise<Pass | undefined> {
  const [, kid, payload, mac] = shape.exec(token ?? "") ?? [];
  if (!kid || !payload || !mac) return undefined;
  const master = await masterOf(kid, masters);
  if (!master) return undefined;
  const given = fromBase64Url(mac);
  // 43 digits leave two bits unused: only the canonical spelling is ours.
  if (toBase64Url(given) !== mac) return undefined;
  const key = await keyFor(master, kid, eventId);
  const genuine = await crypto.subtle.verify("HMAC", key, given, bytes(`v1.${kid}.${payload}`));
  if (!genuine) return undefined;
  return judgePass(JSON.parse(new TextDecoder().decode(fromBase64Url(payload))), eventId, now);
}
