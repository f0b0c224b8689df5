import { isUtf8 } from "node:buffer";
import type { Argument, Command } from "./command";

const argument = (bytes: Buffer): Argument => (isUtf8(bytes) ? bytes.toString() : bytes);

const escapes = /%([0-9a-f]{2})/gi;
const unescaped = (segment: string) =>
  Buffer.from(
    segment.replace(escapes, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16))),
    "latin1",
  );

/** Percent escapes may spell any bytes, also such as are no UTF-8. */
export const segments = (path: string): Argument[] =>
  path
    .split("/")
    .slice(1)
    .map((segment) => argument(unescaped(segment)));

/** `/set/key?EX=100` with a body is SET key <body> EX 100. */
export function parsePath(path: string, query: URLSearchParams, body: Buffer): Command {
  const [name, ...args] = segments(path);
  if (body.length > 0) args.push(argument(body));
  for (const [option, value] of query) {
    if (option === "_token") continue;
    args.push(option);
    if (value !== "") args.push(value);
  }
  return [String(name).toUpperCase(), ...args];
}
