import type { Argument, Command } from "./command";
import type { Scripts } from "./scripts";

const isScript = /^EVAL(SHA)?(_RO)?$/;

const word = (argument: Argument) => (typeof argument === "string" ? argument : `<${argument.length} bytes>`);

function line(scripts: Scripts, [name, first = "", ...rest]: Command): string {
  if (!isScript.test(name)) return [name, first, ...rest].map(word).join(" ");
  const script = word(first);
  const title = scripts.titleOf(script) || (name.startsWith("EVALSHA") ? script : "a script");
  return [`${name} "${title}"`, ...rest.map(word)].join(" ");
}

/** One request for hold points: its commands as words, a script by its title: `EVALSHA "The order is paid: …" 1 key …`. */
export const callOf = (scripts: Scripts, commands: Command[]): string =>
  commands.map((command) => line(scripts, command)).join("; ");
