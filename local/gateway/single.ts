import { Redis } from "ioredis";
import type { Command, Reply } from "./command";
import { gather } from "./gather";
import { nodeOptions, retryAfterMs } from "./options";
import { Unavailable, type Upstream } from "./upstream";

/** One Redis over one connection: it answers all of what is asked together, or nothing. */
export class Single implements Upstream {
  private readonly redis: Redis;

  constructor(url: string) {
    // Fail at once while Redis is away: nothing waits, and nothing runs twice.
    this.redis = new Redis(url, { ...nodeOptions, enableOfflineQueue: false, retryStrategy: retryAfterMs });
    // It reconnects by itself; what it missed meanwhile, callers hear as Unavailable.
    this.redis.on("error", () => {});
  }

  get ready(): boolean {
    return this.redis.status === "ready";
  }

  async run(commands: Command[]): Promise<Reply[]> {
    if (!this.ready) throw new Unavailable("Redis is away");
    gather([this.redis]);
    return Promise.all(commands.map((command) => this.send(command)));
  }

  transact = (commands: Command[]): Promise<Reply[]> => this.run([["MULTI"], ...commands, ["EXEC"]]);

  subscriber = (): Redis => this.redis.duplicate({ lazyConnect: true, retryStrategy: () => null });

  close(): void {
    this.redis.disconnect();
  }

  private send([name, ...args]: Command): Promise<Reply> {
    return (this.redis.callBuffer(name, args) as Promise<Reply>).catch((error: Error) => {
      if (error.name === "ReplyError") return error;
      throw new Unavailable("Redis did not answer", { cause: error });
    });
  }
}
