import pg from "pg";

const attemptMs = 4_000;

export async function answersQueries(connectionString: string): Promise<boolean> {
  await withClient(connectionString, (client) => client.query("select 1"));
  return true;
}

/** Creates what is missing. Two starts at once may both try: the second learns that it exists. */
export async function createDatabases(adminUrl: string, names: readonly string[]): Promise<void> {
  await withClient(adminUrl, async (client) => {
    const { rows } = await client.query<{ datname: string }>(
      "select datname from pg_database where datname = any($1)",
      [names],
    );
    const missing = names.filter((name) => !rows.some(({ datname }) => datname === name));
    for (const name of missing) {
      await client.query(`create database ${pg.escapeIdentifier(name)}`).catch((problem: { code?: string }) => {
        if (problem.code !== "42P04" && problem.code !== "23505") throw problem;
      });
    }
  });
}

async function withClient<Value>(
  connectionString: string,
  work: (client: pg.Client) => Promise<Value>,
): Promise<Value> {
  const client = new pg.Client({ connectionString, connectionTimeoutMillis: attemptMs, query_timeout: 20_000 });
  client.on("error", () => {});
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end().catch(() => {});
  }
}
