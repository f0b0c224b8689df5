import { createHash } from "node:crypto";
import { redis } from "./client";

type Definition<Input, Reply, Output> = {
  /** Shared fragments first, the script itself last: they are joined into one chunk. */
  source: string[];
  keys: (input: Input) => string[];
  args: (input: Input) => (string | number)[];
  decode: (reply: Reply, input: Input) => Output;
};

// Upstash runs a script under a global lock unless it promises to touch only its KEYS.
// Stock Redis refuses the flag; the local gateway strips it.
const promise = "#!lua flags=allow-key-locking\n";

/** One Lua script as one typed function: one EVALSHA, and one EVAL more on a Redis that lacks it. */
export function defineScript<Input, Reply, Output>(script: Definition<Input, Reply, Output>) {
  const source = promise + script.source.join("\n");
  const sha = createHash("sha1").update(source).digest("hex");
  return async (input: Input): Promise<Output> => {
    const keys = script.keys(input);
    const args = script.args(input).map(String);
    const reply = await redis()
      .evalsha<string[], Reply>(sha, keys, args)
      .catch((error: unknown) => {
        if (!String(error).includes("NOSCRIPT")) throw error;
        return redis().eval<string[], Reply>(source, keys, args);
      });
    return script.decode(reply, input);
  };
}
