/** What everybody is told of a draw, as much of it as a place follows from. */
export type Told = {
  eventId: string;
  count: number | null;
  root: string | null;
  beacon: string | null;
  seed: string | null;
};
export type Receipt = { index: number; person: string; salt: string; path: string[]; place: number | null };
/** Undefined where it cannot be known yet. */
export type Checked = { stands: boolean; seed: boolean | undefined; place: number | undefined };

const rounds = 8;
const bytesOf = (hex: string) => Uint8Array.from(hex.match(/../g) ?? [], (digits) => Number.parseInt(digits, 16));
const hexOf = (data: ArrayBuffer) =>
  [...new Uint8Array(data)].map((byte) => byte.toString(16).padStart(2, "0")).join("");
const textBytes = (text: string) => new TextEncoder().encode(text);
const joined = (...parts: ArrayLike<number>[]) => Uint8Array.from(parts.flatMap((part) => [...Array.from(part)]));
const uint64 = (value: number) => {
  const view = new DataView(new ArrayBuffer(8));
  view.setBigUint64(0, BigInt(value));
  return new Uint8Array(view.buffer);
};

const digest = async (...parts: ArrayLike<number>[]) =>
  new Uint8Array(await crypto.subtle.digest("SHA-256", joined(...parts)));

async function macs(key: Uint8Array<ArrayBuffer>) {
  const hmac = { name: "HMAC", hash: "SHA-256" };
  const imported = await crypto.subtle.importKey("raw", key, hmac, false, ["sign"]);
  return (message: Uint8Array<ArrayBuffer>) => crypto.subtle.sign(hmac.name, imported, message);
}

/** The root a leaf leads to by its neighbours (RFC 6962, 2.1). */
async function climb(content: Uint8Array, { index, path }: Receipt, count: number): Promise<string | undefined> {
  const left = path.map(bytesOf);
  let [value, own, last] = [await digest([0], content), index, count - 1];
  for (; last > 0; [own, last] = [Math.floor(own / 2), Math.floor(last / 2)]) {
    if (own % 2 === 0 && own === last) continue;
    const neighbour = left.shift();
    if (!neighbour) return undefined;
    value = own % 2 === 0 ? await digest([1], value, neighbour) : await digest([1], neighbour, value);
  }
  return left.length === 0 ? hexOf(value.buffer) : undefined;
}

async function placeOf(seed: string, count: number, index: number): Promise<number> {
  const half = Math.max(1, Math.ceil(Math.ceil(Math.log2(Math.max(2, count))) / 2));
  const width = 2 ** half;
  const mac = await macs(bytesOf(seed));
  let value = index;
  do {
    let [left, right] = [Math.floor(value / width), value % width];
    for (let round = 0; round < rounds; round += 1) {
      const first = new DataView(await mac(joined([round], uint64(right)))).getUint32(0);
      [left, right] = [right, left ^ Math.floor(first / 2 ** (32 - half))];
    }
    value = left * width + right;
  } while (value >= count);
  return value + 1;
}

/** Works a receipt out again in this browser: whether the root has this person, and where the seed puts them. */
export async function checkOwn({ eventId, count, root, beacon, seed }: Told, receipt: Receipt): Promise<Checked> {
  if (count === null || root === null) return { stands: false, seed: undefined, place: undefined };
  const content = new Uint8Array(await (await macs(bytesOf(receipt.salt)))(textBytes(receipt.person)));
  const stands = receipt.index < count && (await climb(content, receipt, count)) === root;
  if (seed === null || beacon === null) return { stands, seed: undefined, place: undefined };
  const sealed = await (await macs(bytesOf(beacon)))(joined(bytesOf(root), uint64(count), textBytes(eventId)));
  const follows = hexOf(sealed) === seed;
  return { stands, seed: follows, place: stands ? await placeOf(seed, count, receipt.index) : undefined };
}
