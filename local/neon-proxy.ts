import { createServer } from "node:http";
import { listen } from "./http/listen";
import { answerHttp } from "./neon/answer-http";
import { Pools } from "./neon/pools";
import { parseTarget } from "./neon/target";
import { tunnel } from "./neon/tunnel";

const target = parseTarget(process.env.NEON_PROXY_TARGET ?? "127.0.0.1:5432");
const pools = new Pools(target);
const server = createServer(answerHttp(target, pools));
server.keepAliveTimeout = 75_000;
server.requestTimeout = 30_000;

const closeTunnels = tunnel(server, target);
listen(server, async () => {
  closeTunnels();
  await pools.end();
});
