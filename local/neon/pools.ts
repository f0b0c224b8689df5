import pg from "pg";
import type { Connection } from "./read-connection";
import type { Target } from "./target";

const poolsMax = 32;
const clientsMax = 10;
const waitingMax = 200;
const connectMs = 5_000;
const queryMs = 30_000;
const idleMs = 30_000;

/** Nobody could be asked: too many wait already. */
export class Busy extends Error {
  override name = "Busy";
}

/** One small pool for each connection string; the one used longest ago makes room. */
export class Pools {
  private readonly pools = new Map<string, pg.Pool>();

  constructor(private readonly target: Target) {}

  async connect(connection: Connection): Promise<pg.PoolClient> {
    const pool = this.poolOf(connection);
    if (pool.waitingCount >= waitingMax) throw new Busy("too many queries are waiting for a connection");
    return pool.connect();
  }

  async end(): Promise<void> {
    await Promise.all([...this.pools.values()].map((pool) => pool.end()));
  }

  private poolOf(connection: Connection): pg.Pool {
    const key = JSON.stringify(connection);
    const pool = this.pools.get(key) ?? this.open(connection);
    this.pools.delete(key);
    this.pools.set(key, pool);
    const [oldest] = this.pools;
    if (this.pools.size > poolsMax && oldest) {
      this.pools.delete(oldest[0]);
      oldest[1].end().catch(console.error);
    }
    return pool;
  }

  private open(connection: Connection): pg.Pool {
    const pool = new pg.Pool({
      ...connection,
      ...this.target,
      max: clientsMax,
      connectionTimeoutMillis: connectMs,
      query_timeout: queryMs,
      idleTimeoutMillis: idleMs,
    });
    // A connection that breaks is gone from the pool; who was using it hears so from the query.
    pool.on("error", () => {});
    pool.on("connect", (client) => client.on("error", () => {}));
    return pool;
  }
}
