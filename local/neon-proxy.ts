import { createServer } from "node:http";
import { HoldPoints } from "./hold-points/hold-points";
import { listen } from "./http/listen";
import { answerHttp } from "./neon/answer-http";
import { Pools } from "./neon/pools";
import { parseTarget } from "./neon/target";
import { tunnel } from "./neon/tunnel";

const target = parseTarget(process.env.NEON_PROXY_TARGET ?? "127.0.0.1:5432");
const pools = new Pools(target);
const points = new HoldPoints();
const server = createServer(answerHttp({ target, pools, points }));
server.keepAliveTimeout = 75_000;
server.requestTimeout = 30_000;

const closeTunnels = tunnel(server, target, points);
listen(server, async () => {
  closeTunnels();
  await pools.end();
});
