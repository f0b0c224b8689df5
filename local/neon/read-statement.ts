/** `answers`: how many times the server will say ReadyForQuery to the frame. */
export type Statement = { sql: string; parameters: string; answers: number };

const parameterShownMax = 200;

/**
 * What a frame of Postgres's protocol asks for: a simple query, or an extended one with its parameters. A driver may
 * send the first one together with its startup message. Undefined when the frame asks nothing.
 * https://www.postgresql.org/docs/current/protocol-message-formats.html
 */
export function readStatement(frame: Buffer): Statement | undefined {
  try {
    return read(frame);
  } catch {
    // Not this protocol: whatever it is, it is not ours to stop.
    return undefined;
  }
}

function read(frame: Buffer): Statement | undefined {
  let sql: string | undefined;
  let parameters = "";
  let answers = 0;
  for (let at = 0; at + 5 <= frame.length; ) {
    // A startup message has no type; its length, under 16 MB, begins with a zero.
    const isStartup = frame[at] === 0;
    const body = at + (isStartup ? 4 : 5);
    const end = body - 4 + frame.readInt32BE(body - 4);
    if (end < body || end > frame.length) return undefined;
    const message = frame.subarray(body, end);
    const type = isStartup ? "startup" : String.fromCharCode(frame[at] ?? 0);
    if (type === "Q") sql = textUntilZero(message, 0).text;
    if (type === "P") sql = textUntilZero(message, textUntilZero(message, 0).next).text;
    if (type === "B") parameters = readParameters(message);
    if (isStartup || type === "Q" || type === "S") answers += 1;
    at = end;
  }
  return sql === undefined ? undefined : { sql: sql.replaceAll(/\s+/g, " ").trim(), parameters, answers };
}

function textUntilZero(message: Buffer, start: number) {
  const zero = message.indexOf(0, start);
  const end = zero < 0 ? message.length : zero;
  return { text: message.toString("utf8", start, end), next: end + 1 };
}

/** Bind: portal, statement, formats, then each value after its length; -1 is null. */
function readParameters(message: Buffer): string {
  const names = textUntilZero(message, textUntilZero(message, 0).next).next;
  const formats = message.readInt16BE(names);
  let at = names + 2 + 2 * formats;
  const count = message.readInt16BE(at);
  at += 2;
  const values: string[] = [];
  for (let index = 0; index < count; index++) {
    const length = message.readInt32BE(at);
    at += 4;
    values.push(length < 0 ? "null" : message.toString("utf8", at, at + Math.min(length, parameterShownMax)));
    at += Math.max(0, length);
  }
  return values.join(", ");
}
