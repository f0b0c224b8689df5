const headerBytes = 5;
const readyForQuery = "Z".charCodeAt(0);

/** Counts the server's ReadyForQuery messages as its bytes come, however they are cut. */
export function countAnswers(): (bytes: Buffer) => number {
  let header = Buffer.alloc(0);
  let bodyLeft = 0;
  let count = 0;
  return (bytes) => {
    for (let at = 0; at < bytes.length; ) {
      if (bodyLeft > 0) {
        const skipped = Math.min(bodyLeft, bytes.length - at);
        bodyLeft -= skipped;
        at += skipped;
        continue;
      }
      const piece = bytes.subarray(at, at + headerBytes - header.length);
      header = Buffer.concat([header, piece]);
      at += piece.length;
      if (header.length < headerBytes) break;
      bodyLeft = Math.max(0, header.readInt32BE(1) - 4);
      if (header[0] === readyForQuery) count += 1;
      header = Buffer.alloc(0);
    }
    return count;
  };
}
