import { createServer, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { describe, expect, onTestFinished, test } from "vitest";
import { schema } from "@/lib/core/env";
import { isGenuine, readRound } from "./beacon";
import { type Chain, roundFrom, timeOfRound } from "./chain";

/** Rounds of the League of Entropy's quicknet, as recorded by the tests of several drand clients; the key proves them. */
const recorded = [
  {
    round: 1000,
    signature: "b44679b9a59af2ec876b1a6b1ad52ea9b1615fc3982b19576350f93447cb1125e342b73a8dd2bacbe47e4b6b63ed5e39",
    randomness: "fe290beca10872ef2fb164d2aa4442de4566183ec51c56ff3cd603d930e54fdd",
  },
  {
    round: 1001,
    signature: "b33bf3667cbd5a82de3a24b4e0e9fe5513cc1a0e840368c6e31f5fcfa79bea03f73896b25883abf2853d10337fb8fa41",
    randomness: "b0a591ad1b9002cfc372ac6e30abd3da8d3088d4caae026961743474fb94235f",
  },
] as const;
const [real, next] = recorded;
const pinned = schema.pick({ DRAND_CHAIN_HASH: true, DRAND_PUBLIC_KEY: true, DRAND_GENESIS: true, DRAND_PERIOD: true });
const quicknet = pinned.parse({});
const chain: Chain = {
  urls: [],
  hash: quicknet.DRAND_CHAIN_HASH,
  publicKey: quicknet.DRAND_PUBLIC_KEY,
  genesisSeconds: quicknet.DRAND_GENESIS,
  periodSeconds: quicknet.DRAND_PERIOD,
};

/** A beacon that says this to whoever asks. */
async function saying(say: (response: ServerResponse, path: string) => void): Promise<string> {
  const server = createServer((request, response) => say(response, request.url ?? ""));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}
const json = (body: unknown) => saying((response) => void response.end(JSON.stringify(body)));
const asked = (...urls: string[]) => readRound({ ...chain, urls }, real.round);
// A busy machine may let a true answer come too late; then it is asked for again.
const patience = { timeout: 45_000, interval: 100 };

describe("a round of the beacon", { timeout: 60_000 }, () => {
  test.each(recorded)("$round, recorded from the real one, is genuine", async ({ round, signature }) => {
    expect(await isGenuine(chain.publicKey, round, signature)).toBe(true);
    expect(await isGenuine(chain.publicKey, round + 1, signature)).toBe(false);
  });

  test("is taken where it proves itself", async () => {
    const paths: string[] = [];
    const url = await saying((response, path) => {
      paths.push(path);
      response.end(JSON.stringify(real));
    });
    const { round: _, ...value } = real;
    await expect.poll(() => asked(url), patience).toEqual({ ok: true, value });
    expect(new Set(paths)).toEqual(new Set([`/${chain.hash}/public/1000`]));
  });

  test.each([
    ["another round", next],
    ["another round under this number", { ...next, round: real.round }],
    ["another randomness", { ...real, randomness: next.randomness }],
    ["an altered signature", { ...real, signature: real.signature.replace(/9$/, "8") }],
    ["a signature that is no point", { ...real, signature: "00".repeat(48) }],
    ["a short signature", { ...real, signature: real.signature.slice(2) }],
    ["nothing of the kind", { hello: "world" }],
    ["far too much", { ...real, more: "x".repeat(10_000) }],
  ])("is not taken from one that says %s", async (_, body) => {
    expect(await asked(await json(body))).toEqual({ ok: false, problem: { kind: "unavailable" } });
  });

  test.each<[string, (response: ServerResponse) => void]>([
    ["answers no JSON", (response) => void response.end("<html>")],
    ["says that it failed", (response) => void response.writeHead(500).end(JSON.stringify(real))],
    ["hangs up", (response) => void response.destroy()],
    ["leads elsewhere", (response) => void response.writeHead(302, { location: "/elsewhere" }).end()],
  ])("is not taken from one that %s, and the next one is asked", async (_, say) => {
    const [bad, good] = [await saying(say), await json(real)];
    expect((await asked(bad)).ok).toBe(false);
    await expect.poll(() => asked(bad, good), patience).toMatchObject({ ok: true });
  });

  test("is the first that does not come out before a time", () => {
    const genesis = chain.genesisSeconds * 1000;
    expect(roundFrom(chain, new Date(genesis))).toBe(1);
    expect(roundFrom(chain, new Date(genesis + 1))).toBe(2);
    expect(roundFrom(chain, new Date(genesis + 3000))).toBe(2);
    expect(roundFrom(chain, new Date(0))).toBe(1);
    expect(timeOfRound(chain, 1000).toISOString()).toBe("2023-08-23T15:59:24.000Z");
  });
});
