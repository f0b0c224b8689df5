import { existsSync, readdirSync } from "node:fs";
import { mkdir, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { run, tryRun } from "./run";

const updateMs = 120_000;
const installMs = 300_000;
// A fresh machine may still run its own upgrade, which holds the lock.
const patience = ["-o", "DPkg::Lock::Timeout=60", "-o", "Acquire::Retries=3"];
const policy = "/usr/sbin/policy-rc.d";

export const hasApt = async () => (await tryRun("apt-get", ["--version"], 5_000)) !== undefined;

/** Installs a package for the whole machine, as root, without starting any service it brings. */
export async function installWithApt(name: string): Promise<void> {
  const install = () =>
    withoutServices(() =>
      run("apt-get", [...patience, "install", "-y", "--no-install-recommends", name], installMs, {
        DEBIAN_FRONTEND: "noninteractive",
      }),
    );
  try {
    await install();
  } catch {
    await run("apt-get", [...patience, "update"], updateMs);
    await install();
  }
}

/** Unpacks a package, and what of its dependencies this machine lacks, into a folder; needs no rights. */
export async function unpackWithApt(name: string, folder: string): Promise<void> {
  const state = join(folder, "apt-state");
  const cache = join(folder, "apt-cache");
  await mkdir(join(state, "lists", "partial"), { recursive: true });
  await mkdir(join(cache, "archives", "partial"), { recursive: true });
  const ours = [
    ...["-o", `Dir::State=${state}`, "-o", "Dir::State::status=/var/lib/dpkg/status", "-o", `Dir::Cache=${cache}`],
    ...["-o", "Debug::NoLocking=1", "-o", "APT::Sandbox::User=", "-o", "Acquire::Retries=3"],
  ];
  await run("apt-get", [...ours, "update"], updateMs);
  await run("apt-get", [...ours, "install", "-y", "--no-install-recommends", "--download-only", name], installMs);
  for (const file of readdirSync(join(cache, "archives")).filter((file) => file.endsWith(".deb"))) {
    await run("dpkg-deb", ["-x", join(cache, "archives", file), join(folder, "root")], 60_000);
  }
  await rm(state, { recursive: true, force: true });
  await rm(cache, { recursive: true, force: true });
}

// Debian asks this file before a package starts its service; a machine that has one decided already.
async function withoutServices<Value>(work: () => Promise<Value>): Promise<Value> {
  if (existsSync(policy)) return work();
  await writeFile(policy, "#!/bin/sh\nexit 101\n", { mode: 0o755 });
  try {
    return await work();
  } finally {
    await rm(policy, { force: true });
  }
}
