import { Cluster, Command as Outgoing, type Redis } from "ioredis";
import type { Command, Reply } from "./command";
import { gather } from "./gather";
import { nodeOptions, retryAfterMs, timeoutMs } from "./options";
import { Unavailable, type Upstream } from "./upstream";

const options = {
  // A node that is away fails what is asked of it at once, and only that: nothing waits, and nothing runs twice.
  enableOfflineQueue: false,
  retryDelayOnFailover: 0,
  retryDelayOnClusterDown: 0,
  clusterNodeRetryStrategy: retryAfterMs,
  clusterRetryStrategy: retryAfterMs,
  slotsRefreshTimeout: timeoutMs,
  redisOptions: nodeOptions,
};

// A script may be asked for by its name at any node.
const everywhere = new Set(["LOAD", "EXISTS", "FLUSH"]);
const isForEvery = ([name, first]: Command) => name === "SCRIPT" && everywhere.has(String(first).toUpperCase());

const slotOf = ([name, ...args]: Command) => (args.length > 0 ? new Outgoing(name, args).getSlot() : null);

/** In Redis's own word for a slot nobody serves. */
const away = () => new Error("CLUSTERDOWN the node of this key did not answer");

/**
 * The masters of a Redis Cluster, one connection each. A command goes to the master of its first key, where it is moved
 * or asked to go, it follows; one without a key goes to the first master there is. A master that is away fails only its
 * own commands, each by an error of its own.
 */
export class Masters implements Upstream {
  private readonly cluster: Cluster;
  private readonly began = performance.now();
  private wasWhole = false;

  constructor(urls: string[]) {
    this.cluster = new Cluster(urls, options);
    this.cluster.on("error", () => {});
    this.cluster.on("node error", () => {});
    this.cluster.on("+node", welcome);
  }

  /** At the start all masters, or those that came in time; from then on any. */
  get ready(): boolean {
    const masters = this.masters();
    const present = masters.filter(isReady).length;
    this.wasWhole ||= present === masters.length || performance.now() - this.began > timeoutMs;
    return this.cluster.status === "ready" && this.wasWhole && present > 0;
  }

  async run(commands: Command[]): Promise<Reply[]> {
    if (this.cluster.status !== "ready") throw new Unavailable("Redis is away");
    gather(this.masters());
    return Promise.all(commands.map((command) => this.send(command)));
  }

  /** Its keys lie in one slot, or Redis refuses it. */
  async transact(commands: Command[]): Promise<Reply[]> {
    const slot = commands.map(slotOf).find((each) => each !== null);
    const node = slot === undefined || slot === null ? this.first() : this.ownerOf(slot);
    if (!node || !isReady(node)) throw new Unavailable("Redis is away");
    const all: Command[] = [["MULTI"], ...commands, ["EXEC"]];
    const replies = await Promise.all(all.map((command) => ask(node, command)));
    // What was moved is found by the next one: none of this has run.
    if (replies.some((reply) => reply instanceof Error && /^(MOVED|ASK) /.test(reply.message)))
      this.cluster.refreshSlotsCache();
    return replies;
  }

  subscriber(): Redis {
    const node = this.first();
    if (!node) throw new Unavailable("Redis is away");
    return node.duplicate({ lazyConnect: true, retryStrategy: () => null });
  }

  close(): void {
    this.cluster.disconnect();
  }

  private masters = () => this.cluster.nodes("master").toSorted((a, b) => portOf(a) - portOf(b));
  private first = () => this.masters().find(isReady);

  private ownerOf(slot: number): Redis | undefined {
    const [address] = this.cluster.slots[slot] ?? [];
    return this.masters().find(({ options: { host, port } }) => `${host}:${port}` === address);
  }

  private async send(command: Command): Promise<Reply> {
    if (isForEvery(command)) return this.sendToAll(command);
    if (slotOf(command) !== null) return ask(this.cluster, command);
    const node = this.first();
    return node ? ask(node, command) : away();
  }

  /** The first error there is; else what all can say: a script exists where every node has it. */
  private async sendToAll(command: Command): Promise<Reply> {
    const replies = await Promise.all(this.masters().map((node) => (isReady(node) ? ask(node, command) : away())));
    const [first = null] = replies;
    const failed = replies.find((reply) => reply instanceof Error);
    if (failed) return failed;
    if (!Array.isArray(first)) return first;
    return first.map((_, at) => (replies.every((reply) => Array.isArray(reply) && reply[at] === "1") ? "1" : "0"));
  }
}

function welcome(node: Redis) {
  // The library asks a copy of the connection for the slots, and compares their numbers: as digits 5461 is past 10922.
  const copy = node.duplicate.bind(node);
  node.duplicate = (override) => copy({ ...override, stringNumbers: false });
  // Not only with its first command, which would have to wait for it.
  node.connect().catch(() => {});
}

const isReady = ({ status }: Redis) => status === "ready";
const portOf = ({ options: { port } }: Redis) => port ?? 0;

const ask = (to: Redis | Cluster, [name, ...args]: Command): Promise<Reply> =>
  (to.callBuffer(name, args) as Promise<Reply>).catch((error: Error) => (error.name === "ReplyError" ? error : away()));
