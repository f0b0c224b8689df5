import { connect, createServer } from "node:net";
import { shortHash } from "../project";

/** Names of everything that listens, in the order in which ports are given out. */
export const listeners = [
  "app",
  "postgres",
  "redis",
  "redisRest",
  "neon",
  "qstash",
  "stripe",
  "mail",
  "smtp",
  "redis2",
  "redis3",
  "beacon",
] as const;
export type Listener = (typeof listeners)[number];
export type Ports = Record<Listener, number>;

type Wishes = {
  /** Each place has its own range, so that two checkouts do not compete. */
  place: string;
  known: Partial<Ports>;
  asked: Partial<Ports>;
  appFirst?: number;
};

const triesMax = 200;

/** The port asked for, else the one of last time, else the next free one. */
export async function choosePorts({ place, known, asked, appFirst }: Wishes): Promise<Ports> {
  // Below the range that systems give to outgoing connections, so a port stays free between two starts.
  const base = 20_000 + (Number.parseInt(shortHash(place), 16) % 750) * 12;
  const taken = new Set(Object.values(asked));
  const chosen: Partial<Ports> = {};
  for (const [index, name] of listeners.entries()) {
    const usual = name === "app" && appFirst ? appFirst : (known[name] ?? base + index);
    // A newcomer does not push the others off their ports.
    const others = Object.values({ ...known, [name]: undefined }).filter((port) => port !== undefined);
    chosen[name] = await choose(name, asked[name], usual, taken, new Set([...taken, ...others]));
    taken.add(chosen[name]);
  }
  return chosen as Ports;
}

/** Ports for further copies of the app, after the first one's. */
export async function nextFreePorts(after: number, count: number, taken: ReadonlySet<number>): Promise<number[]> {
  const found: number[] = [];
  for (let port = after + 1; found.length < count && port <= after + triesMax; port += 1) {
    if (!taken.has(port) && (await isFree(port))) found.push(port);
  }
  if (found.length < count) throw new Error(`Only ${found.length} free ports after ${after}; ${count} are needed.`);
  return found;
}

async function choose(
  name: Listener,
  asked: number | undefined,
  usual: number,
  taken: ReadonlySet<number>,
  spokenFor: ReadonlySet<number>,
): Promise<number> {
  if (asked !== undefined) {
    if (await isFree(asked)) return asked;
    throw new Error(`Port ${asked} for ${name} is asked for in the environment, but something listens there already.`);
  }
  if (!taken.has(usual) && (await isFree(usual))) return usual;
  const [port = 0] = await nextFreePorts(usual, 1, spokenFor);
  return port;
}

/** Nobody listens on it, on either address that `localhost` may mean. */
export async function isFree(port: number): Promise<boolean> {
  if (await answers(port)) return false;
  return (await canListen(port, "127.0.0.1")) && (await canListen(port, "::1"));
}

const canListen = (port: number, host: string) =>
  new Promise<boolean>((resolve) => {
    const server = createServer();
    // A machine without IPv6 has nobody listening there either.
    server.once("error", (problem: NodeJS.ErrnoException) =>
      resolve(/EADDRNOTAVAIL|EAFNOSUPPORT/.test(problem.code ?? "")),
    );
    server.listen({ port, host, exclusive: true }, () => server.close(() => resolve(true)));
  });

// A wildcard listener does not stop us from listening on loopback on every system.
const answers = (port: number) =>
  new Promise<boolean>((resolve) => {
    const socket = connect({ port, host: "127.0.0.1", timeout: 500 });
    const say = (answer: boolean) => {
      socket.destroy();
      resolve(answer);
    };
    socket
      .once("connect", () => say(true))
      .once("error", () => say(false))
      .once("timeout", () => say(false));
  });
