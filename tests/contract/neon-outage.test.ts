import { connect, createServer, type Socket } from "node:net";
import { expect, onTestFinished, test } from "vitest";
import { WebSocket } from "ws";
import { eventually, pause, soonMs } from "./eventually";
import { startRelay } from "./relay";
import { startPart } from "./start-part";

const { DATABASE_URL = "" } = process.env;
const manyBytes = 96 * 1024 * 1024;
const chunk = Buffer.alloc(1024 * 1024);

async function aProxy(port: number) {
  const part = await startPart("local/neon-proxy.ts", { NEON_PROXY_TARGET: `127.0.0.1:${port}` });
  onTestFinished(async () => {
    await part.stop("SIGKILL");
  });
  const ask = async (query: string) => {
    const headers = { "neon-connection-string": DATABASE_URL };
    const response = await fetch(`${part.url}/sql`, { method: "POST", headers, body: JSON.stringify({ query }) });
    return response.status;
  };
  const open = (path = "/v2?address=elsewhere.example:1") => {
    const socket = new WebSocket(`ws://127.0.0.1:${part.port}${path}`);
    const closed = new Promise<string>((resolve) => {
      socket.on("error", (error) => resolve(error.message));
      socket.on("close", () => resolve("closed"));
    });
    return { socket, closed };
  };
  return { ...part, ask, open };
}

/** A TCP server that does with each connection what the test says. */
async function aTarget(serve: (socket: Socket) => void) {
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket.on("error", () => {}));
    serve(socket);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => {
    for (const socket of sockets) socket.destroy();
    server.close();
  });
  const address = server.address();
  return typeof address === "object" && address ? address.port : 0;
}

async function settled(read: () => number) {
  return eventually(async () => {
    const before = read();
    await pause(400);
    return before > 0 && before === read() ? before : undefined;
  });
}

test("while Postgres is away queries fail at once, and are served again when it is back", async () => {
  const relay = await startRelay(DATABASE_URL);
  const { ask, open, url } = await aProxy(relay.port);
  expect(await ask("select 1")).toBe(200);

  relay.become("refuse");
  expect(await ask("select 1")).toBe(500);
  expect(await open().closed).toBeDefined();

  relay.become("pass");
  expect(await eventually(async () => ((await ask("select 1")) === 200 ? true : undefined))).toBe(true);
  expect((await fetch(`${url}/_local/health`)).status).toBe(200);
});

test("a connection lost under a query is an error of the server, not of the query", async () => {
  const relay = await startRelay(DATABASE_URL);
  const { ask } = await aProxy(relay.port);
  const asleep = ask("select pg_sleep(20)");
  await pause(300);
  relay.become("refuse");
  expect(await asleep).toBe(500);
});

test("whatever address is asked for, the one target answers; other paths do not exist", async () => {
  const { open } = await aProxy(await aTarget((socket) => socket.end("hello")));
  const { socket, closed } = open();
  const heard = await new Promise((resolve) => socket.once("message", resolve));
  expect(String(heard)).toBe("hello");
  expect(await closed).toBe("closed");
  expect(await open("/").closed).toContain("404");
});

test("whichever side ends, the other one does too", async () => {
  const opened: Socket[] = [];
  const port = await aTarget((socket) => opened.push(socket.resume()));
  const { open } = await aProxy(port);
  for (const leave of ["close", "terminate"] as const) {
    const { socket } = open();
    await new Promise((resolve) => socket.once("open", resolve));
    socket.send("last words");
    const far = await eventually(() => opened.find(({ bytesRead, destroyed }) => bytesRead > 0 && !destroyed));
    socket[leave]();
    await eventually(() => (far.destroyed ? true : undefined));
  }

  const { socket, closed } = open();
  await new Promise((resolve) => socket.once("open", resolve));
  const far = await eventually(() => opened.find(({ destroyed }) => !destroyed));
  far.destroy();
  expect(await closed).toBe("closed");
});

test("a reader that stops holds up the server's writing instead of filling the proxy", async () => {
  let written = 0;
  const port = await aTarget((socket) => {
    const write = () => {
      while (written < manyBytes && socket.write(chunk)) written += chunk.length;
    };
    socket.on("drain", write);
    write();
  });
  const { socket } = (await aProxy(port)).open();
  await new Promise((resolve) => socket.once("open", resolve));
  socket.pause();
  expect(await settled(() => written)).toBeLessThan(manyBytes / 2);
  let read = 0;
  socket.on("message", (bytes: Buffer) => {
    read += bytes.length;
  });
  socket.resume();
  await eventually(() => (read > manyBytes / 2 ? true : undefined));
  socket.terminate();
});

test("a server that stops reading holds up the client's writing instead of filling the proxy", async () => {
  let reading: Socket | undefined;
  const port = await aTarget((socket) => {
    reading = socket.pause();
  });
  const { socket } = (await aProxy(port)).open();
  await new Promise((resolve) => socket.once("open", resolve));
  for (let sent = 0; sent < manyBytes; sent += chunk.length) socket.send(chunk);
  const taken = await settled(() => manyBytes - socket.bufferedAmount);
  expect(taken).toBeLessThan(manyBytes / 2);
  reading?.resume();
  await eventually(() => (socket.bufferedAmount < manyBytes / 2 ? true : undefined));
  socket.terminate();
});

test("SIGTERM ends it with code 0 soon, open tunnels or not", async () => {
  const { open, stop, port } = await aProxy(Number(new URL(DATABASE_URL).port));
  const { socket } = open();
  await new Promise((resolve) => socket.once("open", resolve));
  const idle = connect(port, "127.0.0.1").on("error", () => {});
  onTestFinished(() => {
    idle.destroy();
  });
  const began = performance.now();
  expect(await stop("SIGTERM")).toEqual({ code: 0, signal: null });
  expect(performance.now() - began).toBeLessThan(soonMs);
});
