import { errors, type Requester } from "@upstash/redis";
import { OutageError } from "@/lib/core/failure";
import { invariant } from "@/lib/core/invariant";
import type { Answer, Post } from "./post";

/** What Redis said to one command. */
type Outcome = { result?: never; error?: string };
type Waiting = { json: string; answer: (outcome: Outcome) => void; fail: (error: unknown) => void };

// A call costs both sides several times what a command does; past 64 commands it gets no cheaper.
const commandsMax = 64;
const bytesMax = 512 * 1024;
const callsMax = 2;
const waitingMax = 4096;

// What Redis says of its own state rather than of a command: a node of a cluster is away, it is still loading, its disk is full.
const troubled = /^(CLUSTERDOWN|LOADING|MASTERDOWN|MISCONF|OOM|READONLY|TRYAGAIN)\b/;

/** The JSON of an answer that counts; a server in trouble, or something before it, says nothing about a command. */
function read({ status, body }: Answer) {
  if (status >= 500 || status === 429) throw new OutageError(`Redis answered ${status}`);
  try {
    return JSON.parse(body);
  } catch (cause) {
    throw new OutageError(`Redis answered ${status} without JSON`, { cause });
  }
}

/** A call that is refused as a whole is refused for each of its commands: none has run. */
function outcomesOf(answer: Answer, count: number): Outcome[] {
  const said = read(answer);
  if (typeof said?.error === "string") return Array.from({ length: count }, () => ({ error: said.error }));
  if (!Array.isArray(said) || said.length !== count) throw new OutageError("Redis answered something else");
  return said;
}

/** A pipeline or transaction that somebody wrote as one. */
function outcomeOf(answer: Answer) {
  const said = read(answer);
  if (typeof said?.error === "string") throw new errors.UpstashError(said.error);
  return said;
}

const isArgument = (value: unknown) => ["string", "number", "boolean"].includes(typeof value);

/**
 * Commands of all requests under way leave together: what one turn of the event loop asks for, and what came while
 * both calls were out, in one call, in order. Each command has its own result or error, and its own end after
 * `timeoutMs`, wherever it is by then. A call that is lost fails its own commands. Whoever finds the queue full hears
 * so at once. Both that and a time-out are an OutageError.
 */
export function requester(post: Post, timeoutMs: number): Requester {
  const queue = new Set<Waiting>();
  let calls = 0;
  let isFlushing = false;

  function next(): Waiting[] {
    const batch: Waiting[] = [];
    let bytes = 0;
    for (const each of queue) {
      bytes += each.json.length;
      if (batch.length === commandsMax || (batch.length > 0 && bytes > bytesMax)) break;
      batch.push(each);
      queue.delete(each);
    }
    return batch;
  }

  // Runs in the context of whoever asked first: it must know nothing of a request.
  function flush() {
    isFlushing = false;
    while (calls < callsMax && queue.size > 0) void send(next());
  }

  async function send(batch: Waiting[]) {
    calls += 1;
    try {
      const outcomes = outcomesOf(await post("pipeline", `[${batch.map(({ json }) => json).join()}]`), batch.length);
      for (const [at, { answer, fail }] of batch.entries()) {
        const outcome = outcomes[at] ?? {};
        if (troubled.test(outcome.error ?? "")) fail(new OutageError("Redis could not run it"));
        else answer(outcome);
      }
    } catch (error) {
      for (const { fail } of batch) fail(error);
    } finally {
      calls -= 1;
      flush();
    }
  }

  function enqueue(json: string): Promise<Outcome> {
    if (queue.size >= waitingMax) throw new OutageError("too many commands wait for Redis");
    return new Promise<Outcome>((resolve, reject) => {
      const end = () => {
        queue.delete(waiting);
        reject(new OutageError("Redis did not answer in time"));
      };
      // First what has arrived is read: in a process that was busy, an answer in time may still lie in the socket.
      const late = setTimeout(() => setImmediate(end), timeoutMs);
      const waiting: Waiting = {
        json,
        answer: (outcome) => {
          clearTimeout(late);
          resolve(outcome);
        },
        fail: (error) => {
          clearTimeout(late);
          reject(error);
        },
      };
      queue.add(waiting);
      if (isFlushing) return;
      isFlushing = true;
      setImmediate(flush);
    });
  }

  return {
    request: async ({ path, body, isStreaming }) => {
      invariant(!isStreaming, "subscriptions have a client of their own");
      if (path) return outcomeOf(await post(path.join("/"), JSON.stringify(body)));
      // One command that is none would make the server refuse those of others with it.
      invariant(Array.isArray(body) && body.every(isArgument), "a command is a list of texts and numbers");
      return enqueue(JSON.stringify(body));
    },
  };
}
