import type { IncomingMessage, ServerResponse } from "node:http";
import { readBody } from "../http/read-body";
import { freshnessOf } from "./freshness";
import type { Call, openOrigins } from "./origins";
import { type Kept, sharedCache } from "./shared-cache";

const bodyBytesMax = 4 * 1024 * 1024;
/** How long it is remembered that an address has nothing to share: those who ask for it do not wait for each other. */
const passedMs = 10_000;
const passedMax = 5000;

type Origins = ReturnType<typeof openOrigins>;
export type Counts = Record<"hit" | "stale" | "miss" | "joined" | "pass" | "failed", number>;

// Of one connection, not of the message (RFC 9110, section 7.6.1).
const ofConnection = ["connection", "keep-alive", "transfer-encoding", "upgrade", "proxy-connection", "te", "trailer"];

const endToEnd = (headers: NodeJS.Dict<string | string[]>): NodeJS.Dict<string | string[]> =>
  Object.fromEntries(Object.entries(headers).filter(([name]) => !ofConnection.includes(name)));

/** What is asked of an origin: the same, and who asked. */
function callOf(incoming: IncomingMessage, body: Buffer): Call {
  const { method = "GET", url: target = "/", socket } = incoming;
  const { "content-length": _, ...headers } = endToEnd(incoming.headers);
  const before = incoming.headers["x-forwarded-for"];
  const from = socket.remoteAddress ?? "127.0.0.1";
  return {
    ...{ method, target, body },
    headers: {
      ...headers,
      ...(body.length > 0 && { "content-length": String(body.length) }),
      "x-forwarded-for": before ? `${before}, ${from}` : from,
    },
  };
}

const send = (outgoing: ServerResponse, { headers, body }: Kept, cache: string, age: number) =>
  outgoing
    .writeHead(200, { ...headers, age: String(age), "x-cache": cache, "content-length": String(body.length) })
    .end(body);

function pass(outgoing: ServerResponse, from: IncomingMessage) {
  outgoing.writeHead(from.statusCode ?? 502, { ...endToEnd(from.headers), "x-cache": "pass" });
  from.once("error", () => outgoing.destroy());
  // Whoever hangs up is not waited for.
  outgoing.once("close", () => from.destroy());
  from.pipe(outgoing);
}

/** Answers as a CDN does: what may be shared is fetched once for all who ask, everything else is handed through. */
export function answering(origins: Origins) {
  const cache = sharedCache();
  const underway = new Map<string, Promise<Kept | undefined>>();
  const passed = new Map<string, number>();
  const counts: Counts = { hit: 0, stale: 0, miss: 0, joined: 0, pass: 0, failed: 0 };

  const isPassed = (target: string) => (passed.get(target) ?? 0) > Date.now();
  function notePassed(target: string) {
    if (passed.size >= passedMax) passed.clear();
    passed.set(target, Date.now() + passedMs);
  }

  /** Fetches for everybody. What cannot be shared goes to `first`, who asked, and to nobody else. */
  async function fetchShared(call: Call, first?: ServerResponse): Promise<Kept | undefined> {
    const from = await origins.ask(call);
    const freshness = freshnessOf(from.statusCode ?? 0, from.headers);
    if (!freshness) {
      // A failure is none for long; who asks next may hear something to share.
      if ((from.statusCode ?? 502) < 500) notePassed(call.target);
      if (first) pass(first, from);
      else from.resume();
      return undefined;
    }
    const body = await readBody(from, bodyBytesMax);
    if (!body) {
      notePassed(call.target);
      throw new Error("an answer too large to share");
    }
    const kept = { headers: endToEnd(from.headers), body, at: Date.now(), freshness };
    cache.write(call, from.headers.vary, kept);
    return kept;
  }

  function shared(key: string, call: Call, first?: ServerResponse): Promise<Kept | undefined> {
    const flight = fetchShared(call, first).finally(() => underway.delete(key));
    underway.set(key, flight);
    return flight;
  }

  async function handThrough(call: Call, outgoing: ServerResponse) {
    counts.pass += 1;
    pass(outgoing, await origins.ask(call));
  }

  async function answerShared(call: Call, outgoing: ServerResponse) {
    const found = cache.read(call, Date.now());
    const key = cache.keyOf(call);
    if (found) {
      counts[found.isFresh ? "hit" : "stale"] += 1;
      // The next one is fetched behind this answer, once; until it comes the old one stands.
      if (!found.isFresh && !underway.has(key)) shared(key, call).catch(() => undefined);
      return send(outgoing, found.kept, found.isFresh ? "hit" : "stale", found.age);
    }
    const flight = underway.get(key);
    if (!flight) {
      const kept = await shared(key, call, outgoing);
      counts[kept ? "miss" : "pass"] += 1;
      if (kept) send(outgoing, kept, "miss", 0);
      return;
    }
    const kept = await flight.catch(() => undefined);
    // What varies may be another answer for this one.
    if (!kept || cache.keyOf(call) !== key) return handThrough(call, outgoing);
    counts.joined += 1;
    send(outgoing, kept, "joined", 0);
  }

  async function respond(incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
    const body = await readBody(incoming, bodyBytesMax);
    if (!body) return void outgoing.writeHead(413).end();
    const call = callOf(incoming, body);
    try {
      const mayShare = call.method === "GET" && !incoming.headers.authorization && !isPassed(call.target);
      await (mayShare ? answerShared(call, outgoing) : handThrough(call, outgoing));
    } catch (problem) {
      counts.failed += 1;
      console.error(problem);
      if (outgoing.headersSent) outgoing.destroy();
      else outgoing.writeHead(502, { "retry-after": "1", "cache-control": "no-store" }).end();
    }
  }

  return { respond, counts };
}
