import type { IncomingMessage, ServerResponse } from "node:http";
import { readBody } from "../http/read-body";
import { type Answer, answerSql, refuse } from "./answer-sql";
import type { Pools } from "./pools";
import { answers, type Target } from "./target";

const bodyBytesMax = 10 * 1024 * 1024;

async function answerTo(request: IncomingMessage, target: Target, pools: Pools): Promise<Answer> {
  const [path] = (request.url ?? "/").split("?", 1);
  if (path === "/_local/health") return { status: (await answers(target)) ? 200 : 503, json: "{}" };
  if (path !== "/sql") return refuse(404, "not found");
  if (request.method !== "POST") return refuse(405, "method not allowed");
  const body = await readBody(request, bodyBytesMax);
  if (!body) return refuse(413, `request is too large (max is ${bodyBytesMax} bytes)`);
  return answerSql(pools, request.headers, body);
}

export const answerHttp = (target: Target, pools: Pools) => (request: IncomingMessage, response: ServerResponse) => {
  answerTo(request, target, pools).then(
    ({ status, json }) => {
      response.writeHead(status, { "content-type": "application/json", "content-length": Buffer.byteLength(json) });
      response.end(json);
    },
    (error: unknown) => {
      console.error(error);
      response.destroy();
    },
  );
};
