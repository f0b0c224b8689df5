import pino from "pino";

/** One JSON line an occurrence on stdout; never personal data, never a secret. */
export const log = pino({
  level: process.env.LOG_LEVEL ?? "info",
  base: { app: "holdfast" },
  redact: ["email", "token", "authorization", "cookie", "clientSecret"],
});
