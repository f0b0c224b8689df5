import { existsSync } from "node:fs";
import type { Part } from "../supervisor/part";
import { readJson } from "./file";

/** `pid` and `log` are null for a server that runs without us. */
export type Service = { url: string; port: number; pid: number | null; log: string | null };

/** What `.local/stack.json` says while everything runs. For reading only; the addresses stay the same from start to start. */
export type StackFile = {
  id: string;
  startedAt: string;
  supervisor: { pid: number };
  services: Record<
    "app" | "postgres" | "redis" | "redisRest" | "neon" | "qstash" | "stripe" | "mail" | "beacon",
    Service
  >;
  instances: { url: string; pid: number }[];
  organizerApiKey: string;
  databaseUrl: string;
  analyticsDatabaseUrl: string;
  redisUrl: string;
  /** Of a cluster; `redisUrl` is the first. */
  redisMasters?: Service[];
  smtpUrl: string;
};

export const serviceOf = (url: string, port: number, part: Part | undefined): Service => ({
  url,
  port,
  pid: part?.pid ?? null,
  log: part?.log.path ?? null,
});

export const readStackFile = (path: string): StackFile | undefined =>
  existsSync(path) ? readJson<StackFile>(path) : undefined;
