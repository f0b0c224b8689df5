import { randomUUID } from "node:crypto";
import type { Stack } from "../local/stack/start-stack";
import type { Shot } from "./load";
import { aSale, type Sale } from "./sale";

const answerMs = 10_000;

/** Makes the token of a fan nobody has met, as the product does, with the secret the app was given. */
export type MintToken = () => string;

/**
 * From here on the product's own code may be imported: its environment, read once, is that of the app, but for the
 * driver, which is the plain one.
 */
export const asTheApp = (environment: Record<string, string>) =>
  Object.assign(process.env, environment, { DATABASE_DRIVER: "pg" });

/** The product's own minting. */
export async function minting(environment: Record<string, string>): Promise<MintToken> {
  asTheApp(environment);
  const { mintVisitor } = await import("@/lib/auth/visitor");
  return () => mintVisitor().token;
}

/** One reserve by a new fan, as a program sends it. */
export function reserveRequest({ eventId, ticketTypeId, together }: Sale, token: string): Shot {
  const wish = together
    ? { bestAvailable: { ticketTypeId, quantity: together } }
    : { items: [{ ticketTypeId, quantity: 1 }] };
  return {
    path: "/api/v1/tickets/reserve",
    headers: { authorization: `Bearer ${token}`, "idempotency-key": randomUUID(), "content-type": "application/json" },
    body: JSON.stringify({ eventId, ...wish }),
  };
}

/** Reserves as a fan does, and says what the answer was. */
export async function reserveOnce({ file }: Stack, sale: Sale, mint: MintToken): Promise<string> {
  const { path, headers, body } = reserveRequest(sale, mint());
  const answer = await fetch(`${file.services.app.url}${path}`, {
    method: "POST",
    headers,
    body,
    signal: AbortSignal.timeout(answerMs),
  });
  return labelOf(answer.status, await answer.text());
}

/** A sale whose one unit is held. */
export async function soldOut(stack: Stack, mint: MintToken): Promise<Sale> {
  const sale = await aSale(stack.file, 1);
  if ((await reserveOnce(stack, sale, mint)) !== "held") throw new Error("The one unit was not granted.");
  return sale;
}

/** What an answer was; anything but the three that belong here ends the bench. */
export function labelOf(status: number, body: string): string {
  if (status === 200 && body.startsWith('{"hold":{"id":"h_')) return "held";
  if (status === 409 && body.includes('"code":"sold_out"')) return "sold out";
  if (status === 200 && /^\{("result":-?\d+)?\}$/.test(body)) return "floor";
  throw new Error(`A request was answered ${status}: ${body.slice(0, 200)}`);
}
