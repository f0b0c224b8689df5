import { createHash } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "vitest";
import { readRound } from "@/lib/waiting-room/draw/beacon";
import { type Chain, roundFrom, timeOfRound } from "@/lib/waiting-room/draw/chain";
import { type Part, startPart } from "./start-part";

const secret = "00".repeat(31).concat("07");
const hexes = (...texts: string[]) => texts.map((text) => Buffer.from(text, "hex"));
let part: Part;
let chain: Chain;
let info: Record<string, string> & { metadata: { beaconID: string } };

const get = async (path: string) => {
  const response = await fetch(`${part.url}${path}`);
  return { status: response.status, body: await response.json() };
};

beforeAll(async () => {
  part = await startPart("local/beacon.ts", { DRAND_SECRET_KEY: secret });
  ({ body: info } = await get("/info"));
  const { hash = "", public_key: publicKey = "", genesis_time: genesis, period } = info;
  chain = { urls: [part.url], hash, publicKey, genesisSeconds: Number(genesis), periodSeconds: Number(period) };
});
afterAll(() => part.end());

test("what it tells of its chain is what drand's hash of a chain covers", () => {
  const clock = Buffer.alloc(12);
  clock.writeUInt32BE(chain.periodSeconds);
  clock.writeBigInt64BE(BigInt(chain.genesisSeconds), 4);
  const digest = createHash("sha256").update(clock);
  for (const each of hexes(chain.publicKey, info.groupHash ?? "")) digest.update(each);
  expect(digest.update(info.metadata.beaconID).digest("hex")).toBe(chain.hash);
});

test("a round that is out is one our client takes, by number and as the latest", async () => {
  const { body } = await get(`/${chain.hash}/public/latest`);
  expect(timeOfRound(chain, body.round).getTime()).toBeLessThanOrEqual(Date.now());
  const { round, ...value } = body;
  await expect.poll(() => readRound(chain, round), { timeout: 45_000 }).toEqual({ ok: true, value });
});

test("a round to come is nobody's to know, nor is one of another chain", async () => {
  const later = roundFrom(chain, new Date(Date.now() + 600_000));
  expect((await get(`/${chain.hash}/public/${later}`)).status).toBe(404);
  expect((await get(`/${"0".repeat(64)}/public/1`)).status).toBe(404);
  expect((await get(`/${chain.hash}/public/1`)).status).toBe(200);
});
