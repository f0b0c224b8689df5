import type { ClientConfig } from "pg";

export type Connection = Required<Pick<ClientConfig, "user" | "password" | "database" | "application_name">> & {
  options: string | undefined;
};

/** Who connects to which database, or why the text does not say it. Host and port are ours to choose. */
export function readConnection(text: string | undefined): Connection | { message: string } {
  if (!text) return { message: "invalid header: neon-connection-string" };
  const parsed = URL.canParse(text) ? new URL(text) : undefined;
  if (!parsed) return { message: "invalid connection string: relative URL without a base" };
  if (parsed.protocol !== "postgres:" && parsed.protocol !== "postgresql:") return { message: "incorrect scheme" };
  const database = parsed.pathname.slice(1);
  if (!database) return { message: "missing database name" };
  if (!parsed.username) return { message: "missing username" };
  if (!parsed.password) return { message: "missing authentication credentials: required password" };
  return {
    user: decodeURIComponent(parsed.username),
    password: decodeURIComponent(parsed.password),
    database: decodeURIComponent(database),
    application_name: parsed.searchParams.get("application_name") ?? "neon-proxy",
    options: parsed.searchParams.get("options") ?? undefined,
  };
}
