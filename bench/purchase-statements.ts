import { randomUUID } from "node:crypto";
import pg from "pg";
import { asTheApp } from "./reserve-request";
import type { Sale } from "./sale";

export type Pool = { poolId: string; generation: number };
type Statement = { text: string; values: unknown[] };

const uuid = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/g;
/** Not to be taken for a quantity or a price where they are written as parameters. */
const firstUnit = 700_001;

/** Whatever is to be another in each transaction, by how it was written when the statements were heard. */
type Ours = { constants: Set<string>; mark: string };

/**
 * The statements of the product's own claim and commit for two tickets, as a script for pgbench: heard once from the
 * driver, then written with a new order, hold, fan and units in every transaction.
 */
export async function purchaseScript(sale: Sale & Pool, environment: Record<string, string>) {
  asTheApp(environment);
  const { claim } = await import("@/lib/orders/claim");
  const { commit } = await import("@/lib/orders/commit");
  const mark = randomUUID().replaceAll("-", "");
  const [orderId, fan] = [randomUUID(), `v_${mark}`];
  const { eventId, ticketTypeId, poolId, generation } = sale;
  const hold = {
    id: `h_${eventId}_${mark}`,
    eventId,
    fan,
    generation,
    state: "paying" as const,
    items: [{ ticketTypeId, quantity: 2, unitCents: 2500, feeCents: 0, taxCents: 0 }],
    units: [firstUnit, firstUnit + 1].map((unit) => ({ ticketTypeId, poolId, unit })),
    totalCents: 5000,
    currency: "EUR",
    createdAt: new Date(),
    expiresAt: new Date(Date.now() + 600_000),
    extendable: true,
  };
  const buyer = { name: "Ada Bench", email: `${mark}@example.com` };
  // No colon before a letter: pgbench would take it for a variable, in quotes too.
  const key = { actor: fan, key: mark, bodyHash: "a".repeat(64) };
  const heard = await listen(async () => {
    const claimed = await claim({ hold, orderId, buyer, attendees: [], answers: {}, key });
    const committed = await commit(orderId);
    if (!claimed.ok || !committed.ok) throw new Error("The product did not take the order.");
  });
  const ours = { constants: new Set([eventId, ticketTypeId, poolId]), mark };
  const inserts = heard.filter(({ text }) => /^insert into "(orders|tickets)"/.test(text));
  if (inserts.length !== 2) throw new Error("The product inserts an order and its tickets no more.");
  const lines = (statements: Statement[]) => [...fresh, ...statements.map((each) => written(each, ours))].join("\n");
  return {
    purchase: lines(heard),
    floor: lines([{ text: "begin", values: [] }, ...inserts, { text: "commit", values: [] }]),
    statements: heard.length,
  };
}

/** Every statement the product sends to Postgres meanwhile. */
async function listen(work: () => Promise<void>): Promise<Statement[]> {
  const heard: Statement[] = [];
  const silent = pg.Client.prototype.query;
  pg.Client.prototype.query = new Proxy(silent, {
    apply(query, client, words: [string | { text: string }, unknown[]?]) {
      const [said, values = []] = words;
      heard.push({ text: typeof said === "string" ? said : said.text, values });
      return Reflect.apply(query, client, words);
    },
  });
  try {
    await work();
    return heard;
  } finally {
    pg.Client.prototype.query = silent;
  }
}

const fresh = ["\\set n random(1, 281474976710655)", "\\set unit 2 * random(1, 1000000000)"];
const digits = "lpad(to_hex(:n::bigint), 12, '0')";

function written({ text, values }: Statement, ours: Ours): string {
  return `${text.replaceAll(/\$(\d+)/g, (_, at: string) => literal(values[Number(at) - 1], ours))};`;
}

function literal(value: unknown, ours: Ours): string {
  if (value === null || value === undefined) return "null";
  if (value === firstUnit) return ":unit::int";
  if (value === firstUnit + 1) return "(:unit::int + 1)";
  if (typeof value === "number" || typeof value === "boolean") return String(value);
  const plain = value instanceof Date ? value.toISOString() : typeof value === "string" ? value : JSON.stringify(value);
  const others = [...new Set(plain.match(uuid) ?? [])].filter((each) => !ours.constants.has(each));
  let quoted = `'${plain.replaceAll("'", "''")}'`;
  // The first group stays, so that several ids of one transaction differ.
  for (const each of others) quoted = quoted.replaceAll(each, `${each.slice(0, 24)}' || ${digits} || '`);
  quoted = quoted.replaceAll(ours.mark, `' || ${digits} || '`);
  if (!quoted.includes(digits)) return quoted;
  const kind = new RegExp(`^${uuid.source}$`).test(plain) ? "::uuid" : plain.startsWith("{") ? "::jsonb" : "";
  return `(${quoted})${kind}`;
}
