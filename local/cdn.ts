import { createServer } from "node:http";
import { z } from "zod";
import { answering } from "./cdn/answer";
import { openOrigins } from "./cdn/origins";
import { listen } from "./http/listen";

/** Stands in for the CDN: one address (PORT) before the processes of the app (CDN_ORIGINS, their URLs with commas between). */
const urls = z.array(z.url()).min(1).max(64).parse(process.env.CDN_ORIGINS?.split(","));
const origins = openOrigins(urls);
const { respond, counts } = answering(origins);

const server = createServer((incoming, outgoing) => {
  if (incoming.url === "/_local/health") return void outgoing.end();
  if (incoming.url === "/_local/counts") {
    return void outgoing.setHeader("Content-Type", "application/json").end(JSON.stringify(counts));
  }
  respond(incoming, outgoing).catch(() => outgoing.destroy());
});
server.requestTimeout = 60_000;
server.keepAliveTimeout = 30_000;
listen(server, origins.close);
