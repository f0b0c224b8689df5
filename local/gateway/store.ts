import type { Redis } from "ioredis";
import type { HoldPoints } from "@/local/hold-points/hold-points";
import { callOf } from "./call-of";
import { Masters } from "./cluster";
import type { Command, Reply } from "./command";
import { Scripts } from "./scripts";
import { Single } from "./single";
import { Unavailable, type Upstream } from "./upstream";

const inFlightMax = 20_000;

/** One Redis by its address; a cluster by those of its nodes, or of some of them, with commas in between. */
const upstreamAt = (url: string): Upstream => (url.includes(",") ? new Masters(url.split(",")) : new Single(url));

/** What callers ask of Redis, and what tests do in between. */
export class Store {
  private readonly upstream: Upstream;
  readonly scripts = new Scripts();
  private inFlight = 0;

  constructor(
    url: string,
    private readonly points: HoldPoints,
  ) {
    this.upstream = upstreamAt(url);
  }

  get ready(): boolean {
    return this.upstream.ready;
  }

  /** In order; each command has its own reply or error. Throws Unavailable when Redis is away. */
  async run(commands: Command[]): Promise<Reply[]> {
    const replies = await this.pass(commands, (sent) => this.upstream.run(sent));
    return commands.map((command, at) => this.scripts.fromRedis(command, replies[at] ?? null));
  }

  /** All of them with nothing in between, or none: then the error that made Redis refuse the lot. */
  async transact(commands: Command[]): Promise<Reply[] | Error> {
    const replies = await this.pass(commands, (sent) => this.upstream.transact(sent));
    const executed = replies.at(-1);
    if (!Array.isArray(executed)) return replies.find((reply) => reply instanceof Error) ?? new Error("EXECABORT");
    return commands.map((command, at) => this.scripts.fromRedis(command, executed[at] ?? null));
  }

  subscriber = (): Redis => this.upstream.subscriber();

  close(): void {
    this.upstream.close();
  }

  private pass(commands: Command[], work: (sent: Command[]) => Promise<Reply[]>): Promise<Reply[]> {
    return this.points.pass(
      () => callOf(this.scripts, commands),
      () => this.execute(commands, work),
    );
  }

  private async execute(commands: Command[], work: (sent: Command[]) => Promise<Reply[]>): Promise<Reply[]> {
    if (this.inFlight + commands.length > inFlightMax) throw new Unavailable("too many commands under way");
    this.inFlight += commands.length;
    try {
      return await work(commands.map((command) => this.scripts.toRedis(command)));
    } finally {
      this.inFlight -= commands.length;
    }
  }
}
