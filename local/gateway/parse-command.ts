import type { Argument, Command, Refusal } from "./command";

const commandsMax = 10_000;

function argument(value: unknown): Argument | undefined {
  if (typeof value === "string") return value;
  return typeof value === "number" || typeof value === "boolean" ? String(value) : undefined;
}

function fromJson(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString());
  } catch {
    return undefined;
  }
}

function command(row: unknown): Command | Refusal {
  if (!Array.isArray(row) || row.length === 0) return { error: "ERR failed to parse command" };
  const [name, ...args] = row.map(argument);
  if (typeof name !== "string" || args.includes(undefined)) return { error: "ERR null args are not supported" };
  return [name.toUpperCase(), ...args.filter((each) => each !== undefined)];
}

/** `["SET", "key", 1]` */
export const parseCommand = (body: Buffer): Command | Refusal => command(fromJson(body));

/** `[["SET", "key", 1], ["GET", "key"]]`: every row is well formed, or none runs. */
export function parseCommands(body: Buffer): Command[] | Refusal {
  const rows = fromJson(body);
  if (!Array.isArray(rows) || rows.length === 0) return { error: "ERR failed to parse pipeline request" };
  if (rows.length > commandsMax) return { error: `ERR max pipeline size exceeded. Limit: ${commandsMax} commands` };
  const commands: Command[] = [];
  for (const row of rows) {
    const parsed = command(row);
    if (!Array.isArray(parsed)) return parsed;
    commands.push(parsed);
  }
  return commands;
}
