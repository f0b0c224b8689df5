import { createHash } from "node:crypto";
import type { Command, Reply } from "./command";

const knownMax = 1_000;
const variantsMax = 100;
const flag = "allow-key-locking";
const shebang = /^#!lua[ \t]+flags=([^\r\n]*)/;

const sha1 = (text: string) => createHash("sha1").update(text).digest("hex");

/** The script as stock Redis takes it. Lines keep their numbers, so that errors still point at the right one. */
export function stripFlag(script: string): string {
  const flags = shebang
    .exec(script)?.[1]
    ?.split(",")
    .map((each) => each.trim());
  if (!flags?.includes(flag)) return script;
  const others = flags.filter((each) => each !== flag);
  // Redis before 7 knows no such line at all: keep it only where it still says something.
  return script.replace(shebang, others.length > 0 ? `#!lua flags=${others.join(",")}` : "");
}

const header = /--\[\[\s*(.+?)(?: {2,}.*)?$/gm;

/** What a script says it is for: the first line of its own header, which comes after those of what it is built on. */
const titleOf = (script: string) => [...script.matchAll(header)].at(-1)?.[1] ?? "";

/**
 * Callers name a script by the SHA-1 of what they wrote; Redis knows it by that of what it was sent.
 * Forgetting costs nothing but one NOSCRIPT, after which callers send the script again.
 */
export class Scripts {
  private readonly known = new Map<string, { script: string; sent: string; title: string }>();
  private readonly variants = new Map<string, string>();

  /** What Redis is to be sent instead. */
  toRedis(command: Command): Command {
    const [name, first, ...rest] = command;
    if (typeof first !== "string") return command;
    if (name === "EVALSHA" || name === "EVALSHA_RO") {
      const sent = this.known.get(first.toLowerCase())?.sent;
      return sent ? [name, sent, ...rest] : command;
    }
    if (name === "EVAL" || name === "EVAL_RO") return [name, this.learn(first), ...rest];
    if (name === "SCRIPT") return [name, first, ...this.scriptArguments(first.toUpperCase(), rest)];
    return command;
  }

  /** What the caller is to hear: SCRIPT LOAD answers with the SHA-1 of the script as it was given. */
  fromRedis([name, first, script]: Command, reply: Reply): Reply {
    const loaded = name === "SCRIPT" && String(first).toUpperCase() === "LOAD" && Buffer.isBuffer(reply);
    return loaded && typeof script === "string" ? Buffer.from(sha1(script)) : reply;
  }

  /** The title of the script of this SHA-1 or of this text, where it is known and has one. */
  titleOf(shaOrText: string): string {
    return this.known.get(shaOrText.toLowerCase())?.title || titleOf(shaOrText);
  }

  private scriptArguments(subcommand: string, args: (string | Buffer)[]) {
    if (subcommand === "LOAD") return args.map((script) => (typeof script === "string" ? this.learn(script) : script));
    if (subcommand === "EXISTS") return args.map((sha) => this.known.get(String(sha).toLowerCase())?.sent ?? sha);
    return args;
  }

  /** What callers have sent that Redis knows by another SHA-1. */
  list() {
    return [...this.known].map(([sha, { script }]) => ({ sha, script }));
  }

  /** From now on Redis runs this in place of the script of that SHA-1; undefined gives the script its place back. */
  serveInstead(sha: string, variant: string | undefined) {
    if (variant === undefined) this.variants.delete(sha);
    else if (this.variants.size < variantsMax) this.variants.set(sha, variant);
    this.known.delete(sha);
  }

  private learn(script: string): string {
    const sha = sha1(script);
    const stripped = stripFlag(this.variants.get(sha) ?? script);
    if (stripped === script) return script;
    const [oldest] = this.known.keys();
    if (this.known.size >= knownMax && oldest) this.known.delete(oldest);
    this.known.set(sha, { script, sent: sha1(stripped), title: titleOf(script) });
    return stripped;
  }
}
