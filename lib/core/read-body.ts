import type { Problem } from "./problem";
import { ok, type Result, refuse } from "./result";

export const bodyBytesMax = 64 * 1024;
const isJson = /^application\/(?:[\w.+-]+\+)?json\s*(?:;.*)?$/i;
const utf8 = new TextDecoder("utf-8", { fatal: true });
const tooLarge = (bytesMax: number) => refuse({ kind: "too_large", detail: `At most ${bytesMax} bytes` });

async function readBytes(stream: ReadableStream<Uint8Array>, bytesMax: number): Promise<Buffer | undefined> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of stream) {
    size += chunk.byteLength;
    if (size > bytesMax) return undefined;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

/** A body as it was sent, for whoever checks its signature; undefined once it is longer than `bytesMax`. */
export async function readText(request: Request, bytesMax: number): Promise<string | undefined> {
  const bytes = request.body ? await readBytes(request.body, bytesMax) : Buffer.alloc(0);
  return bytes && new TextDecoder().decode(bytes);
}

/** The JSON a request carries; no body at all counts as `{}`, so that its schema says what is missing. */
export async function readBody(request: Request, bytesMax = bodyBytesMax): Promise<Result<unknown, Problem>> {
  const declared = Number(request.headers.get("content-length") ?? Number.NaN);
  if (declared > bytesMax) return tooLarge(bytesMax);
  if (!request.body || declared === 0) return ok({});
  // Who sends none may say neither its length nor its type.
  if (Number.isNaN(declared) && !request.headers.has("content-type")) {
    return (await readText(request, bytesMax)) === "" ? ok({}) : refuse({ kind: "unsupported_media" });
  }
  if (!isJson.test(request.headers.get("content-type") ?? "")) return refuse({ kind: "unsupported_media" });

  // The server reads no further than the length a request declared.
  const isBounded = !Number.isNaN(declared);
  const bytes = isBounded ? Buffer.from(await request.arrayBuffer()) : await readBytes(request.body, bytesMax);
  if (!bytes) return tooLarge(bytesMax);
  // A proxy in front may have cut the body: a prefix of what was sent is not what was meant.
  if (isBounded && declared !== bytes.byteLength) {
    return refuse({ kind: "invalid_request", detail: "The body is shorter than its Content-Length" });
  }
  try {
    return ok(JSON.parse(utf8.decode(bytes)));
  } catch {
    return refuse({ kind: "invalid_request", detail: "The body is not JSON in UTF-8" });
  }
}
