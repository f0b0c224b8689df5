import { solveChallenge } from "altcha-lib";
import { deriveKey } from "altcha-lib/algorithms/web/pbkdf2";
import { afterEach, beforeAll, describe, expect, test, vi } from "vitest";
import { checkWork, giveWork } from "./altcha";

const { env } = vi.hoisted(() => ({
  env: { HOLDFAST_SECRET: "a".repeat(32), HOLDFAST_SECRET_PREVIOUS: undefined as string | undefined },
}));
vi.mock("@/lib/core/env", () => ({ env: () => env }));

const asked = { eventId: "11111111-1111-4111-8111-111111111111", fan: "a".repeat(22) };
type Work = Awaited<ReturnType<typeof giveWork>>;
type Solved = { challenge: Work; solution: { counter: number; derivedKey: string } };
const sent = (value: unknown) => Buffer.from(JSON.stringify(value)).toString("base64");

let solved: Solved;
const altered = (change: (copy: Solved) => void) => {
  const copy = structuredClone(solved);
  change(copy);
  return sent(copy);
};

beforeAll(async () => {
  const challenge = await giveWork(asked);
  const solution = await solveChallenge({ challenge, deriveKey });
  if (!solution) throw new Error("not solved");
  solved = { challenge, solution };
}, 60_000);

afterEach(() => {
  vi.useRealTimers();
  Object.assign(env, { HOLDFAST_SECRET: "a".repeat(32), HOLDFAST_SECRET_PREVIOUS: undefined });
});

test("the browser's work is a solution, for whom it was given and while it lasts", async () => {
  expect(await checkWork(asked, sent(solved))).toBe("solved");
  expect(await checkWork({ ...asked, fan: "b".repeat(22) }, sent(solved))).toBe("wrong");
  expect(await checkWork({ ...asked, eventId: "22222222-2222-4222-8222-222222222222" }, sent(solved))).toBe("wrong");

  vi.useFakeTimers({ toFake: ["Date"], now: Date.now() + 290_000 });
  expect(await checkWork(asked, sent(solved))).toBe("solved");
  vi.setSystemTime(Date.now() + 20_000);
  expect(await checkWork(asked, sent(solved))).toBe("expired");
});

test("a master that was replaced holds for what it signed, as long as it is kept", async () => {
  Object.assign(env, { HOLDFAST_SECRET: "b".repeat(32), HOLDFAST_SECRET_PREVIOUS: "a".repeat(32) });
  expect(await checkWork(asked, sent(solved))).toBe("solved");
  env.HOLDFAST_SECRET_PREVIOUS = undefined;
  expect(await checkWork(asked, sent(solved))).toBe("wrong");
});

describe("a solution that somebody altered is none", () => {
  test.each<[string, (copy: Solved) => void]>([
    ["another counter's key", ({ solution }) => (solution.derivedKey = `00${solution.derivedKey.slice(2)}`)],
    ["no key", ({ solution }) => (solution.derivedKey = "")],
    ["cheaper work", ({ challenge }) => (challenge.parameters.cost = 1)],
    ["a shorter prefix", ({ challenge }) => (challenge.parameters.keyPrefix = "0")],
    ["a later end", ({ challenge }) => (challenge.parameters.expiresAt += 3600)],
    ["another's name", ({ challenge }) => (challenge.parameters.data.fan = "b".repeat(22))],
    ["another signature", ({ challenge }) => (challenge.signature = "0".repeat(64))],
    ["a signature of its key by itself", ({ challenge }) => (challenge.parameters.keySignature = "0".repeat(64))],
  ])("%s", async (_, change) => {
    expect(await checkWork(asked, altered(change))).toBe("wrong");
  });

  test.each(["", "{}", "not base64 !", sent(null), sent({}), sent([]), sent("x"), "A".repeat(2048)])(
    "%j",
    async (text) => {
      expect(await checkWork(asked, text)).toBe("wrong");
    },
  );
});
