import { Pool } from "undici";

export type Shot = { path: string; headers: Record<string, string>; body: string };

/** `labelOf` says what an answer was, and throws for one that should not have been. */
export type Load = {
  url: string;
  connections: number;
  lastsMs: number;
  shot: () => Shot;
  labelOf: (status: number, body: string) => string;
};

export type Fired = {
  perSecond: number;
  answered: number;
  labels: Record<string, number>;
  p99Ms: number;
  busy: number;
};

const answerMs = 10_000;

/** Posts over `connections` connections, each with one request under way, until the time is over; all are answered. */
export async function fire({ url, connections, lastsMs, shot, labelOf }: Load): Promise<Fired> {
  const pool = new Pool(url, { connections, pipelining: 1, headersTimeout: answerMs, bodyTimeout: answerMs });
  const labels: Record<string, number> = {};
  const latencies: number[] = [];
  const [began, cpu] = [performance.now(), process.cpuUsage()];
  const shoot = async () => {
    while (performance.now() - began < lastsMs) {
      const sent = performance.now();
      const { statusCode, body } = await pool.request({ method: "POST", ...shot() });
      const said = labelOf(statusCode, await body.text());
      labels[said] = (labels[said] ?? 0) + 1;
      latencies.push(performance.now() - sent);
    }
  };
  try {
    await Promise.all(Array.from({ length: connections }, shoot));
  } finally {
    await pool.destroy();
  }
  const elapsedMs = performance.now() - began;
  const { user, system } = process.cpuUsage(cpu);
  latencies.sort((a, b) => a - b);
  return {
    perSecond: (latencies.length * 1000) / elapsedMs,
    answered: latencies.length,
    labels,
    p99Ms: latencies[Math.floor(latencies.length * 0.99)] ?? 0,
    busy: (user + system) / 1000 / elapsedMs,
  };
}
