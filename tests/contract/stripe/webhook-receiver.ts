import { createServer } from "node:http";
import Stripe from "stripe";
import { freePort } from "../start-part";
import { privateKeys } from "./emulator";

export type Heard = { event: Stripe.Event; atMs: number };

const stripe = new Stripe(privateKeys.secretKey);

/** An endpoint as an application has it: it trusts signed events only, and answers as the test wants. */
export async function startReceiver() {
  const heard: Heard[] = [];
  let status = 200;
  let unsigned = 0;

  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    try {
      const signature = request.headers["stripe-signature"] ?? "";
      const body = Buffer.concat(chunks);
      const event = stripe.webhooks.constructEvent(body, signature, privateKeys.webhookSecret);
      heard.push({ event, atMs: Date.now() });
      response.writeHead(status).end();
    } catch {
      unsigned += 1;
      response.writeHead(400).end();
    }
  });
  const port = await freePort();
  await new Promise<void>((resolve) => server.listen(port, "127.0.0.1", resolve));

  return {
    url: `http://127.0.0.1:${port}/webhook`,
    answerWith: (wanted: number) => {
      status = wanted;
    },
    unsigned: () => unsigned,
    /** The types of the events about one object, in the order they came. */
    typesOf: (id: string) => about(heard, id).map(({ event }) => event.type),
    of: (id: string) => about(heard, id),
    stop: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}

const about = (heard: Heard[], id: string) =>
  heard.filter(({ event }) => "id" in event.data.object && event.data.object.id === id);
