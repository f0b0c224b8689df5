import type { IncomingMessage } from "node:http";

/** The whole body, or null when it is longer than the limit: the rest is read and thrown away, so that the sender hears the answer. */
export function readBody(request: IncomingMessage, limitBytes: number): Promise<Buffer | null> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let length = 0;
    request.on("data", (chunk: Buffer) => {
      length += chunk.length;
      if (length <= limitBytes) chunks.push(chunk);
      else chunks.length = 0;
    });
    request.on("end", () =>
      resolve(length > limitBytes ? null : chunks.length === 1 ? first(chunks) : Buffer.concat(chunks)),
    );
    request.on("error", reject);
  });
}

const first = ([chunk]: Buffer[]) => chunk ?? Buffer.alloc(0);
