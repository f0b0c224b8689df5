import { Agent, type IncomingMessage, request } from "node:http";

export type Call = { method: string; target: string; headers: NodeJS.Dict<string | string[]>; body: Buffer };

const healthPath = "/api/v1/health";
const healthEveryMs = 1000;
const healthMsMax = 2000;
const answerMsMax = 60_000;

const code = (problem: unknown) => (problem instanceof Error && "code" in problem ? problem.code : undefined);

/** The processes behind the one address, asked in turn; one whose health fails is left out until it is well again. */
export function openOrigins(urls: readonly string[]) {
  const agent = new Agent({ keepAlive: true, maxSockets: 256 });
  const ill = new Set<string>();
  let turn = 0;

  async function look(url: string) {
    const well = await fetch(url + healthPath, { signal: AbortSignal.timeout(healthMsMax) })
      .then((response) => response.arrayBuffer().then(() => response.ok))
      .catch(() => false);
    if (well) ill.delete(url);
    else ill.add(url);
  }
  let isLooking = false;
  const timer = setInterval(async () => {
    if (isLooking) return;
    isLooking = true;
    await Promise.all(urls.map(look));
    isLooking = false;
  }, healthEveryMs);

  /** Those that are well, each once, beginning with the next; all of them where none is. */
  function inTurn(): string[] {
    const well = urls.filter((url) => !ill.has(url));
    const from = well.length > 0 ? well : urls;
    turn += 1;
    return from.map((_, index) => from[(turn + index) % from.length] ?? "");
  }

  const askOne = (url: string, { method, target, headers, body }: Call) =>
    new Promise<IncomingMessage>((resolve, reject) => {
      const { hostname, port } = new URL(url);
      const outgoing = request({ agent, hostname, port, method, path: target, headers, timeout: answerMsMax }, resolve);
      outgoing.once("timeout", () => outgoing.destroy(new Error("no answer in time")));
      outgoing.once("error", reject);
      outgoing.end(body);
    });

  return {
    /** The first answer. Another process is asked only where the first got nothing, or where asking twice is harmless. */
    async ask(call: Call): Promise<IncomingMessage> {
      const isSafe = call.method === "GET" || call.method === "HEAD";
      let last: unknown = new Error("no origin");
      for (const url of inTurn()) {
        try {
          return await askOne(url, call);
        } catch (problem) {
          last = problem;
          if (code(problem) === "ECONNREFUSED") ill.add(url);
          else if (!isSafe) throw problem;
        }
      }
      throw last;
    },
    close: () => {
      clearInterval(timer);
      agent.destroy();
    },
  };
}
