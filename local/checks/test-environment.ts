import type { Stack } from "../stack/start-stack";

/** What the app was given, and the addresses at which a test looks behind it. */
export function testEnvironment(
  stackFile: string,
  distDir: string,
  { file, environment }: Stack,
): Record<string, string> {
  const { services, redisUrl, redisMasters, organizerApiKey } = file;
  return {
    ...environment,
    REDIS_URL: redisMasters?.map(({ url }) => url).join() ?? redisUrl,
    STACK_FILE: stackFile,
    NEXT_DIST_DIR: distDir,
    HOLDFAST_URL: services.app.url,
    HOLDFAST_DEMO_API_KEY: organizerApiKey,
    STRIPE_LOCAL_URL: services.stripe.url,
    QSTASH_LOCAL_URL: services.qstash.url,
    MAIL_LOCAL_URL: services.mail.url,
  };
}
