import { drizzle } from "drizzle-orm/node-postgres";
import pg from "pg";
import { redateEvents, seedEvents } from "./seed/events";
import { seedOrganizer } from "./seed/organizer";

/** A season of demo events. Run again, it adds what is missing and leaves the rest alone. */
async function seed(connectionString: string | undefined, apiKey: string | undefined) {
  if (!connectionString) throw new Error("No database: see .env.example");
  const client = new pg.Client({ connectionString, connectionTimeoutMillis: 10_000 });
  await client.connect();
  try {
    await drizzle({ client, casing: "snake_case" }).transaction(async (tx) => {
      const today = new Date();
      await seedOrganizer(tx, apiKey);
      await seedEvents(tx, today);
      await redateEvents(tx, today);
    });
  } finally {
    await client.end();
  }
}

const { DATABASE_URL_UNPOOLED, DATABASE_URL, HOLDFAST_DEMO_API_KEY } = process.env;
await seed(DATABASE_URL_UNPOOLED || DATABASE_URL, HOLDFAST_DEMO_API_KEY);
