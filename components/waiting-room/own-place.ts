const rounds = 8;

export type Draw = { count: number; seed?: string | undefined };

const bytesOf = (hex: string) => Uint8Array.from(hex.match(/../g) ?? [], (digits) => Number.parseInt(digits, 16));

/** The same permutation as lib/waiting-room/draw/permutation.ts, of one index and in Web Crypto: browsers have no other. */
async function permuted(index: number, { count, seed }: { count: number; seed: string }): Promise<number> {
  const half = Math.max(1, Math.ceil(Math.ceil(Math.log2(Math.max(2, count))) / 2));
  const width = 2 ** half;
  const hmac = { name: "HMAC", hash: "SHA-256" };
  const key = await crypto.subtle.importKey("raw", bytesOf(seed), hmac, false, ["sign"]);
  let value = index;
  do {
    let [left, right] = [Math.floor(value / width), value % width];
    for (let round = 0; round < rounds; round += 1) {
      const message = new DataView(new ArrayBuffer(9));
      message.setUint8(0, round);
      message.setUint32(5, right);
      const mac = new DataView(await crypto.subtle.sign(hmac.name, key, message));
      [left, right] = [right, left ^ Math.floor(mac.getUint32(0) / 2 ** (32 - half))];
    }
    value = left * width + right;
  } while (value >= count);
  return value;
}

/** Where the holder of a number stands, from 1: the drawn as the seed has it, all others by number. Undefined until drawn. */
export async function ownPlace(number: number, draw: Draw | null): Promise<number | undefined> {
  if (!draw || number > draw.count) return number;
  return draw.seed ? 1 + (await permuted(number - 1, { count: draw.count, seed: draw.seed })) : undefined;
}
