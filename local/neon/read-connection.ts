import type { ClientConfig } from "pg";

export type Connection = Required<Pick<ClientConfig, "user" | "password" | "database" | "application_name">> & {
  options: string | undefined;
};

function unescaped(text: string): string | undefined {
  try {
    return decodeURIComponent(text);
  } catch {
    return undefined;
  }
}

/** Who connects to which database, or why the text does not say it. Host and port are ours to choose. */
export function readConnection(text: string | undefined): Connection | { message: string } {
  if (!text) return { message: "invalid header: neon-connection-string" };
  const parsed = URL.canParse(text) ? new URL(text) : undefined;
  if (!parsed) return { message: "invalid connection string" };
  if (parsed.protocol !== "postgres:" && parsed.protocol !== "postgresql:") return { message: "incorrect scheme" };
  const [user, password] = [unescaped(parsed.username), unescaped(parsed.password)];
  const database = unescaped(parsed.pathname.slice(1));
  if (!database) return { message: "missing database name" };
  if (!user) return { message: "missing username" };
  if (!password) return { message: "missing authentication credentials: required password" };
  return {
    user,
    password,
    database,
    application_name: parsed.searchParams.get("application_name") ?? "neon-proxy",
    options: parsed.searchParams.get("options") ?? undefined,
  };
}
