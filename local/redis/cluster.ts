import { Redis } from "ioredis";
import type { Supervisor } from "../supervisor/supervisor";
import { type RedisServer, type RedisWish, startRedis } from "./start";

const slots = 16_384;
const joinedMs = 30_000;
/** Below every port that anything of ours listens on. */
const busPortOf = (port: number) => port - 9_000;

const settings = (port: number) => [
  ...["--cluster-enabled", "yes", "--cluster-config-file", "nodes.conf", "--cluster-node-timeout", "2000"],
  ...["--cluster-port", String(busPortOf(port)), "--cluster-announce-ip", "127.0.0.1"],
  // The slots of those that live are served, whoever is away.
  ...["--cluster-require-full-coverage", "no"],
];

type ClusterWish = Omit<RedisWish, "name" | "port" | "settings"> & { ports: readonly number[] };

/** A Redis Cluster of masters on loopback, each with its share of the slots, which it keeps from start to start. */
export async function startCluster(supervisor: Supervisor, { ports, ...wish }: ClusterWish): Promise<RedisServer[]> {
  const servers: RedisServer[] = [];
  // One after the other: the first may install what all of them run.
  for (const [index, port] of ports.entries()) {
    // Not in the folder of a Redis that stood alone: its keys would claim their slots.
    const name = `redis-${index + 1}`;
    servers.push(await startRedis(supervisor, { ...wish, name, port, settings: settings(port) }));
  }
  const nodes = servers.map(({ url }) => new Redis(url));
  for (const node of nodes) node.on("error", () => {});
  try {
    await join(nodes, ports);
    await supervisor.ready("the cluster", () => isWhole(nodes), joinedMs);
  } finally {
    for (const node of nodes) node.disconnect();
  }
  return servers;
}

/** Safe to repeat: nodes that know each other hear nothing new, and those that have slots get no others. */
async function join(nodes: readonly Redis[], ports: readonly number[]) {
  for (const [index, node] of nodes.entries()) {
    if (!(await hasSlots(node))) await node.cluster("ADDSLOTS", ...shareOf(index, nodes.length));
  }
  for (const port of ports.slice(1)) await nodes[0]?.call("CLUSTER", "MEET", "127.0.0.1", port, busPortOf(port));
}

function shareOf(index: number, count: number): number[] {
  const [from, to] = [index, index + 1].map((part) => Math.round((part * slots) / count));
  return Array.from({ length: (to ?? 0) - (from ?? 0) }, (_, slot) => (from ?? 0) + slot);
}

/** A line of CLUSTER NODES ends with the slots of its node, from the ninth word on. */
async function hasSlots(node: Redis): Promise<boolean> {
  const lines = String(await node.call("CLUSTER", "NODES")).split("\n");
  const own = lines.find((line) => line.includes("myself")) ?? "";
  return own.trim().split(" ").length > 8;
}

async function isWhole(nodes: readonly Redis[]): Promise<boolean> {
  const told = await Promise.all(nodes.map((node) => node.call("CLUSTER", "INFO")));
  const wanted = ["cluster_state:ok", `cluster_slots_ok:${slots}`, `cluster_known_nodes:${nodes.length}\r`];
  return told.every((info) => wanted.every((line) => String(info).includes(line)));
}
