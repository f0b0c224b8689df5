import { drizzle } from "drizzle-orm/node-postgres";
import { migrate } from "drizzle-orm/node-postgres/migrator";
import pg from "pg";

/** Brings both databases to the schema of this release. Safe to run twice, and by two at once. */
async function bring(connectionString: string | undefined, migrationsFolder: string) {
  if (!connectionString) throw new Error(`No database for ${migrationsFolder}: see .env.example`);
  const client = new pg.Client({ connectionString, connectionTimeoutMillis: 10_000 });
  await client.connect();
  try {
    // One migrator at a time; the lock ends with the session.
    await client.query("select pg_advisory_lock(7401)");
    await migrate(drizzle({ client }), { migrationsFolder });
  } finally {
    await client.end();
  }
}

const { DATABASE_URL_UNPOOLED, DATABASE_URL, ANALYTICS_DATABASE_URL } = process.env;
await bring(DATABASE_URL_UNPOOLED || DATABASE_URL, "db/migrations");
await bring(ANALYTICS_DATABASE_URL, "db/analytics/migrations");
