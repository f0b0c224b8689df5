import pino from "pino";
import { describeFailure } from "./failure";

/** One JSON line an occurrence on stdout; never personal data, never a secret. */
export const log = pino({
  level: process.env.LOG_LEVEL ?? "info",
  base: { app: "holdfast" },
  serializers: { err: describeFailure },
  redact: ["email", "token", "authorization", "cookie", "clientSecret"],
});
