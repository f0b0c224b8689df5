import { createServer } from "node:http";

// In place of the app: it answers, and it has a child of its own to leave behind.
const { PORT, STAND_IN_CHILD } = process.env;
if (!STAND_IN_CHILD) {
  const { spawn } = await import("node:child_process");
  spawn(process.execPath, ["-e", "setInterval(() => {}, 1000)"], { env: { ...process.env, STAND_IN_CHILD: "1" } });
}
createServer((_, response) => response.end("stand-in")).listen(Number(PORT), "127.0.0.1");
