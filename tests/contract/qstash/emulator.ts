import { randomUUID } from "node:crypto";
import { Client } from "@upstash/qstash";
import { type Part, startPart } from "../start-part";

export type QStash = Part & { token: string; client: Client };

export const privateKeys = { currentSigningKey: "sig_private_current", nextSigningKey: "sig_private_next" };

/** A QStash of the suite's own. With time scaled by 0.001 the documented 12 s backoff takes 12 ms. */
export async function startQStash(timeScale: number): Promise<QStash> {
  const token = randomUUID();
  const part = await startPart("local/qstash.ts", {
    QSTASH_TOKEN: token,
    QSTASH_CURRENT_SIGNING_KEY: privateKeys.currentSigningKey,
    QSTASH_NEXT_SIGNING_KEY: privateKeys.nextSigningKey,
    QSTASH_TIME_SCALE: String(timeScale),
  });
  return { ...part, token, client: clientOf(part.url, token) };
}

export const clientOf = (baseUrl: string, token: string) =>
  new Client({ baseUrl, token, retry: false, enableTelemetry: false, devMode: false });

export type KnownMessage = {
  messageId: string;
  state: string;
  retried: number;
  attempts: { status?: number; error?: string }[];
  url: string;
  body?: string;
  callbackOf?: string;
};

export async function knownMessages({ url }: { url: string }, query = ""): Promise<KnownMessage[]> {
  const response = await fetch(`${url}/_local/messages${query}`);
  const { messages }: { messages: KnownMessage[] } = await response.json();
  return messages;
}

export const known = async (part: { url: string }, messageId: string) =>
  (await knownMessages(part, `?messageId=${messageId}`))[0];

/** The message once it is in the state, and never before. */
export const knownAs = (part: { url: string }, messageId: string, state: string) => async () => {
  const message = await known(part, messageId);
  return message?.state === state ? message : undefined;
};

export const flip = ({ url }: { url: string }, action: "pause" | "resume", what: Record<string, boolean>) =>
  fetch(`${url}/_local/${action}`, { method: "POST", body: JSON.stringify(what) });
