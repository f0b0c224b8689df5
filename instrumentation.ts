/** Runs once when a server process starts: a wrong environment ends it here, with every missing name. */
export async function register() {
  if (process.env.NEXT_RUNTIME !== "nodejs") return;
  const { env } = await import("@/lib/core/env");
  env();
  const { addSocketAddress } = await import("@/lib/rate-limit/add-socket-address");
  addSocketAddress();
  const { installSchedules } = await import("@/lib/queue/install-schedules");
  const { describeFailure } = await import("@/lib/core/failure");
  const { log } = await import("@/lib/core/log");
  await installSchedules().catch((error: unknown) => log.warn(describeFailure(error), "schedules were not installed"));
}
