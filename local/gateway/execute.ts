import { type Command, isRefusal, type Refusal, type Reply } from "./command";
import { parseCommand, parseCommands } from "./parse-command";
import { renderError, renderOutcome } from "./render";
import type { Store } from "./store";
import { unavailable } from "./unavailable";

export type Answer = { status: number; json: string };

const bad = ({ error }: Refusal): Answer => ({ status: 400, json: renderError(error) });

/** A part of a cluster may be away: the command is not at fault. */
const statusOf = (reply: Reply) => {
  if (!(reply instanceof Error)) return 200;
  return reply.message.startsWith("CLUSTERDOWN") ? 503 : 400;
};

export async function executeOne(store: Store, command: Command | Refusal, base64: boolean): Promise<Answer> {
  if (isRefusal(command)) return bad(command);
  const refusal = unavailable(command);
  if (refusal) return bad(refusal);
  const [reply = null] = await store.run([command]);
  return { status: statusOf(reply), json: renderOutcome(reply, base64) };
}

export const executeBody = (store: Store, body: Buffer, base64: boolean) =>
  executeOne(store, parseCommand(body), base64);

const outcomes = (replies: Reply[], base64: boolean): Answer => ({
  status: 200,
  json: `[${replies.map((reply) => renderOutcome(reply, base64)).join()}]`,
});

/** Each command has its own result or error; one that is not available holds up no other. */
export async function executePipeline(store: Store, body: Buffer, base64: boolean): Promise<Answer> {
  const commands = parseCommands(body);
  if (isRefusal(commands)) return bad(commands);
  const refusals = commands.map(unavailable);
  const replies = (await store.run(commands.filter((_, at) => !refusals[at]))).values();
  return outcomes(
    refusals.map((refusal) => (refusal ? new Error(refusal.error) : (replies.next().value ?? null))),
    base64,
  );
}

/** All or none: one command that is not available discards the transaction. */
export async function executeTransaction(store: Store, body: Buffer, base64: boolean): Promise<Answer> {
  const commands = parseCommands(body);
  if (isRefusal(commands)) return bad(commands);
  const refusal = commands.map(unavailable).find((each) => each !== undefined);
  if (refusal) return bad(refusal);
  const replies = await store.transact(commands);
  return Array.isArray(replies) ? outcomes(replies, base64) : bad({ error: replies.message });
}
