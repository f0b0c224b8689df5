import { Redis } from "ioredis";
import type { HoldPoints } from "@/local/hold-points/hold-points";
import { callOf } from "./call-of";
import type { Command, Reply } from "./command";
import { Scripts } from "./scripts";

const timeoutMs = 2_000;
const inFlightMax = 20_000;

/** Redis gave no answer. The commands may or may not have run. */
export class Unavailable extends Error {
  override name = "Unavailable";
}

const options = {
  protocol: 2,
  // Integers past 2^53 keep their digits.
  stringNumbers: true,
  // Fail at once while Redis is away: nothing waits, and nothing runs twice.
  enableOfflineQueue: false,
  autoResendUnfulfilledCommands: false,
  maxRetriesPerRequest: 0,
  connectTimeout: timeoutMs,
  socketTimeout: timeoutMs,
  retryStrategy: (attempt: number) => Math.min(50 * attempt, 500),
} as const;

function failed(error: Error): Reply {
  if (error.name === "ReplyError") return error;
  throw new Unavailable("Redis did not answer", { cause: error });
}

/** One connection to one Redis, shared by every caller. A cluster would split a pipeline by slot behind the same calls. */
export class Store {
  private readonly redis: Redis;
  readonly scripts = new Scripts();
  private inFlight = 0;
  private gathering = false;

  constructor(
    url: string,
    private readonly points: HoldPoints,
  ) {
    this.redis = new Redis(url, options);
    // It reconnects by itself; what it missed meanwhile, callers hear as Unavailable.
    this.redis.on("error", () => {});
  }

  get ready(): boolean {
    return this.redis.status === "ready";
  }

  /** In order and in one write; each command has its own reply or error. Throws Unavailable when Redis is away. */
  run(commands: Command[]): Promise<Reply[]> {
    return this.points.pass(
      () => callOf(this.scripts, commands),
      () => this.execute(commands),
    );
  }

  private async execute(commands: Command[]): Promise<Reply[]> {
    if (!this.ready) throw new Unavailable("Redis is away");
    if (this.inFlight + commands.length > inFlightMax) throw new Unavailable("too many commands under way");
    this.inFlight += commands.length;
    this.gather();
    try {
      const replies = await Promise.all(commands.map((command) => this.send(this.scripts.toRedis(command))));
      return commands.map((command, at) => this.scripts.fromRedis(command, replies[at] ?? null));
    } finally {
      this.inFlight -= commands.length;
    }
  }

  /** All of them with nothing in between, or none: then the error that made Redis refuse the lot. */
  async transact(commands: Command[]): Promise<Reply[] | Error> {
    const replies = await this.run([["MULTI"], ...commands, ["EXEC"]]);
    const executed = replies.pop();
    if (!Array.isArray(executed)) return replies.find((reply) => reply instanceof Error) ?? new Error("EXECABORT");
    return commands.map((command, at) => this.scripts.fromRedis(command, executed[at] ?? null));
  }

  /** A connection of its own, which ends when Redis does: a subscriber must notice that it missed something. */
  subscriber(): Redis {
    return this.redis.duplicate({ lazyConnect: true, retryStrategy: () => null });
  }

  close(): void {
    this.redis.disconnect();
  }

  private send([name, ...args]: Command): Promise<Reply> {
    return (this.redis.callBuffer(name, args) as Promise<Reply>).catch(failed);
  }

  /** What all requests of this turn send leaves in one write: writing is the dearest thing a command costs here. */
  private gather(): void {
    if (this.gathering) return;
    this.gathering = true;
    const { stream } = this.redis;
    stream.cork();
    setImmediate(() => {
      this.gathering = false;
      stream.uncork();
    });
  }
}
