import { timingSafeEqual } from "node:crypto";
import type { IncomingMessage } from "node:http";

const same = (given: Buffer, expected: Buffer) => given.length === expected.length && timingSafeEqual(given, expected);

/** `Authorization: Bearer TOKEN`, or `?_token=TOKEN`. */
export function authorizer(token: string) {
  const header = Buffer.from(`Bearer ${token}`);
  const parameter = Buffer.from(token);
  return (request: IncomingMessage, query: URLSearchParams): boolean => {
    const given = request.headers.authorization;
    if (given !== undefined) return same(Buffer.from(given), header);
    return same(Buffer.from(query.get("_token") ?? ""), parameter);
  };
}
