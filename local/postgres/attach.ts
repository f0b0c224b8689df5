import { answersQueries, createDatabases } from "./databases";

export type Databases = { databaseUrl: string; analyticsUrl: string; host: string; port: number };

/** The server of `DATABASE_URL` instead of ours. A test keeps away from the database named there: it makes its own beside it. */
export async function attachPostgres(
  url: string,
  analyticsUrl: string | undefined,
  suffix: string,
): Promise<Databases> {
  const given = new URL(url);
  const name = decodeURIComponent(given.pathname.slice(1)) || "holdfast";
  await answersQueries(url).catch((problem: Error) => {
    throw new Error(`DATABASE_URL is set, but ${given.host} does not answer: ${problem.message}`);
  });
  const databaseUrl = withDatabase(url, `${name}${suffix}`);
  const analytics = analyticsUrl && !suffix ? analyticsUrl : withDatabase(url, `${name}${suffix}_analytics`);
  await createDatabases(url, [databaseUrl, ...(analyticsUrl && !suffix ? [] : [analytics])].map(nameIn));
  return { databaseUrl, analyticsUrl: analytics, host: given.hostname, port: Number(given.port || 5_432) };
}

function withDatabase(url: string, name: string): string {
  const changed = new URL(url);
  changed.pathname = `/${encodeURIComponent(name)}`;
  return changed.href;
}

const nameIn = (url: string) => decodeURIComponent(new URL(url).pathname.slice(1));
