import type { IncomingMessage, ServerResponse } from "node:http";
import { visitHolds } from "@/local/hold-points/doors";
import { Dropped } from "@/local/hold-points/dropped";
import type { HoldPoints } from "@/local/hold-points/hold-points";
import { readBody } from "../http/read-body";
import { type Answer, answerSql, refuse } from "./answer-sql";
import type { Pools } from "./pools";
import { answers, type Target } from "./target";

const bodyBytesMax = 10 * 1024 * 1024;

type Parts = { target: Target; pools: Pools; points: HoldPoints };

async function answerTo(request: IncomingMessage, { target, pools, points }: Parts): Promise<Answer> {
  const { method = "", url = "/", headers } = request;
  const [path = "/"] = url.split("?", 1);
  if (path === "/_local/health") return { status: (await answers(target)) ? 200 : 503, json: "{}" };
  const body = await readBody(request, bodyBytesMax);
  if (!body) return refuse(413, `request is too large (max is ${bodyBytesMax} bytes)`);
  const visited = visitHolds(points, method, path, body);
  if (visited) return { status: visited.status, json: JSON.stringify(visited.body) };
  if (path !== "/sql") return refuse(404, "not found");
  if (method !== "POST") return refuse(405, "method not allowed");
  return points.pass(
    () => `POST /sql ${body}`,
    () => answerSql(pools, headers, body),
  );
}

export const answerHttp = (parts: Parts) => (request: IncomingMessage, response: ServerResponse) => {
  answerTo(request, parts).then(
    ({ status, json }) => {
      response.writeHead(status, { "content-type": "application/json", "content-length": Buffer.byteLength(json) });
      response.end(json);
    },
    (error: unknown) => {
      if (!(error instanceof Dropped)) console.error(error);
      response.destroy();
    },
  );
};
