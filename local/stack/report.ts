import { shownPath } from "../project";
import { describeExit } from "../supervisor/part";
import { type StackName, type Supervised, stackFileOf } from "../supervisor/supervise";
import { readStackFile, type StackFile } from "./stack-file";

const demoOrganizer = "organizer@holdfast.test";

/** The one table that says where everything is. */
export function addressTable({ services, instances, redisMasters = [] }: StackFile): string {
  const { app, mail, stripe, qstash, redisRest, neon, postgres, redis, beacon } = services;
  const rows: [string, string, string?][] = [
    ["app", app.url],
    ...(instances.length > 1 ? instances : []).map(({ url }): [string, string, string] => ["", url, "behind it"]),
    ["sign-in", `${app.url}/sign-in`, `as ${demoOrganizer}, say; the link arrives in mail`],
    ["API", `${app.url}/developers`, "explained, with calls to copy"],
    ["mail", mail.url, "every message the app sends"],
    ["payments", `${stripe.url}/_local/ledger`, "test cards: 4242 4242 4242 4242, any future date, any code"],
    ["queue", `${qstash.url}/_local/messages`, "every job and its attempts"],
    ["beacon", `${beacon.url}/public/latest`, "the chance of a draw: a drand chain of its own"],
    ["redis", new URL(redis.url).host, `over REST: ${redisRest.url}`],
    ...redisMasters.slice(1).map(({ url }): [string, string] => ["", new URL(url).host]),
    ["postgres", new URL(postgres.url).host, `over WebSocket: ${neon.url}`],
  ];
  const width = Math.max(...rows.map(([, address]) => address.length));
  return rows
    .map(([name, address, hint = ""]) => `  ${name.padEnd(10)} ${address.padEnd(width)}  ${hint}`.trimEnd())
    .join("\n");
}

/** Says how it ended, where that is news, and gives the exit code. */
export function reportEnd(name: StackName, outcome: Supervised, say = console.error): number {
  if (!outcome.ok) {
    say(`The platform runs here already (process ${outcome.problem.holder.pid}).`);
    const file = readStackFile(stackFileOf(name));
    say(file ? `\n${addressTable(file)}\n` : "It is still starting or just stopping.");
    say(`Stop it with Ctrl-C where it was started, or with: kill ${outcome.problem.holder.pid}`);
    return 1;
  }
  const { ending } = outcome;
  if (ending.kind === "crash") {
    say(`\n${ending.part} ${describeExit(ending.exit)}, so everything was stopped.`);
    if (ending.log) say(`${ending.log.lastLines(20)}\n(${shownPath(ending.log.path)})`);
    return 1;
  }
  if (ending.kind === "failed") {
    say(`\n${ending.problem instanceof Error ? ending.problem.message : String(ending.problem)}`);
    return 1;
  }
  return 0;
}
