import { refuse } from "@/local/http/answer";
import { httpServer } from "@/local/http/server";
import { listen } from "./http/listen";
import { readConfig } from "./qstash/config";
import type { Context } from "./qstash/context";
import { handle } from "./qstash/handle";
import { limits } from "./qstash/limits";
import { closeQStash, openQStash } from "./qstash/open";

/** QStash's wire protocol on loopback. See qstash/config.ts for its environment. */
const config = readConfig();
let context: Context | undefined;

const server = httpServer({
  bodyBytesMax: limits.batchBytesMax,
  handle: (request) => (context ? handle(context, request) : refuse(503, "starting").answer),
});
// The port is the lock of the state: a second process that does not get it must not touch the journal.
server.once("listening", () => {
  context = openQStash(config);
});
listen(server, async () => {
  if (context) await closeQStash(context);
});
