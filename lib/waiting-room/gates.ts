import type { GateDocument } from "./gate";

const keptMs = 2000;
const timeoutMs = 300;
const firstAttemptsMax = 4;
// In development the first request compiles the route it asks for.
const developmentTimeoutMs = 20_000;

type Settings = { baseUrl: string; isDevelopment: boolean };

let document: GateDocument | undefined;
let triedAt = Number.NEGATIVE_INFINITY;
let underway: Promise<void> | undefined;

const isDocument = (value: unknown): value is GateDocument =>
  typeof value === "object" && value !== null && "events" in value && typeof value.events === "object";

async function ask(baseUrl: string, signal: AbortSignal) {
  try {
    const response = await fetch(`${baseUrl}/api/v1/gates`, { signal, cache: "no-store" });
    const body: unknown = response.ok ? await response.json() : undefined;
    if (isDocument(body)) document = body;
  } catch {
    // Stale is better than closed: whoever is let in is asked again by the handlers.
  }
}

async function refresh({ baseUrl, isDevelopment }: Settings) {
  const waitMs = isDevelopment ? developmentTimeoutMs : timeoutMs;
  const abort = new AbortController();
  let timer: ReturnType<typeof setTimeout> | undefined;
  // The timer also ends the wait: a fetch that minds no signal would hold up every request after it.
  const patience = new Promise<void>((resolve) => {
    timer = setTimeout(() => {
      abort.abort();
      resolve();
    }, waitMs);
  });
  await Promise.race([ask(baseUrl, abort.signal), patience]);
  clearTimeout(timer);
}

// A source that starts cold answers late, but it goes on with what we stopped waiting for.
async function read(settings: Settings) {
  const attempts = document ? 1 : firstAttemptsMax;
  for (let attempt = 0; attempt < attempts; attempt++) {
    await refresh(settings);
    if (document) return;
  }
}

/** The gate document as the edge knows it: at most 2 s old while its source answers, stale after; undefined if never read. */
export async function currentGates(settings: Settings, now = Date.now()): Promise<GateDocument | undefined> {
  if (document && now - triedAt < keptMs) return document;
  if (!underway) {
    triedAt = now;
    underway = read(settings).finally(() => {
      underway = undefined;
    });
  }
  await underway;
  return document;
}
