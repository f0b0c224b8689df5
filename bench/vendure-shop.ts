import { randomUUID } from "node:crypto";
import { copyFileSync, existsSync, mkdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { localDir, projectRoot } from "../local/project";
import { inherited } from "../local/stack/environment";
import type { Stack } from "../local/stack/start-stack";
import { nextFreePorts } from "../local/supervisor/ports";
import type { Supervisor } from "../local/supervisor/supervisor";
import { post } from "./post";
import { withPostgres } from "./stage";

const source = join(projectRoot, "bench", "vendure");
const installMs = 5 * 60_000;
const readyMs = 120_000;

/** Vendure on a database of its own beside ours; one product a stock, named 1, 2, … Throws where npm cannot bring it. */
export async function startVendure(supervisor: Supervisor, stack: Stack, stocks: number[]) {
  const folder = await install(supervisor);
  const name = "vendure_floor";
  await withPostgres(stack, async (client) => {
    await client.query(`drop database if exists ${name} with (force)`);
    await client.query(`create database ${name}`);
  });
  const database = new URL(stack.file.databaseUrl);
  database.pathname = `/${name}`;
  const [port = 0] = await nextFreePorts(stack.file.services.app.port + 10, 1, new Set());
  const part = supervisor.start({
    name: "vendure",
    command: [process.execPath, "server.cjs"],
    folder,
    env: {
      ...inherited(process.env),
      NODE_ENV: "production",
      VENDURE_DISABLE_TELEMETRY: "true",
      DATABASE_URL: database.href,
      PORT: String(port),
      STOCKS: stocks.join(),
    },
  });
  await supervisor.ready("vendure", async () => readFileSync(part.log.path, "utf8").includes("populated"), readyMs);
  return `http://127.0.0.1:${port}/shop-api`;
}

async function install(supervisor: Supervisor): Promise<string> {
  const folder = join(localDir(), "vendure");
  mkdirSync(folder, { recursive: true });
  for (const file of ["package.json", "server.cjs"]) copyFileSync(join(source, file), join(folder, file));
  if (existsSync(join(folder, "node_modules", "@vendure", "core"))) return folder;
  const command = ["npm", "install", "--ignore-scripts", "--no-audit", "--no-fund"] satisfies [string, ...string[]];
  await supervisor.run({ name: "vendure-install", command, folder, env: inherited(process.env) }, installMs);
  return folder;
}

const steps = [
  'setOrderShippingAddress(input: { streetLine1: "1 Bench Road", countryCode: "DE" })',
  'setOrderShippingMethod(shippingMethodId: ["1"])',
  'transitionOrderToState(state: "ArrangingPayment")',
  'addPaymentToOrder(input: { method: "card", metadata: {} })',
];

/** One ticket of a product bought by a guest, from an empty cart to a settled payment; false where the shop refuses. */
export async function buyAtVendure(url: string, product: number): Promise<boolean> {
  const ask = session(url);
  const guest = `{ firstName: "Ada", lastName: "Fan", emailAddress: "ada.${randomUUID()}@example.com" }`;
  const all = [`addItemToOrder(productVariantId: "${product}", quantity: 1)`, `setCustomerForOrder(input: ${guest})`];
  let state = "";
  for (const step of [...all, ...steps]) {
    const outcome = await ask(step);
    if (outcome.errorCode) return false;
    state = outcome.state ?? "";
  }
  return state === "PaymentSettled";
}

type Outcome = { state?: string; errorCode?: string };

function session(url: string) {
  let token: string | undefined;
  return async (mutation: string): Promise<Outcome> => {
    const query = `mutation { it: ${mutation} { ... on Order { state } ... on ErrorResult { errorCode } } }`;
    const answer = await post(url, { query }, { token });
    const given = answer.headers["vendure-auth-token"];
    if (typeof given === "string") token = given;
    const { data, errors } = answer.body as { data?: { it: Outcome }; errors?: unknown };
    if (!data) throw new Error(`Vendure answered ${JSON.stringify(errors).slice(0, 300)}`);
    return data.it;
  };
}
