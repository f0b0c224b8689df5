import { execFile } from "node:child_process";
import { randomUUID } from "node:crypto";
import { promisify } from "node:util";
import { beforeEach, describe, expect, test, vi } from "vitest";
import { publicKeys, ticketCode } from "./sign";
import { verifyTicketCode } from "./verify";

const { env } = vi.hoisted(() => ({
  env: { HOLDFAST_SECRET: "", HOLDFAST_SECRET_PREVIOUS: undefined as string | undefined },
}));
vi.mock("@/lib/core/env", () => ({ env: () => env }));

const first = "the first master, long enough for this";
const second = "the second master, long enough for this";
const third = "the third master, long enough for this";

const mastersAre = (current: string, previous?: string) => {
  env.HOLDFAST_SECRET = current;
  env.HOLDFAST_SECRET_PREVIOUS = previous;
};
beforeEach(() => mastersAre(first));

const aTicket = () => ({ id: randomUUID(), eventId: randomUUID() });
const verified = (code: string, keys = publicKeys()) => verifyTicketCode(code, keys);

describe("a ticket's code", () => {
  test("says which ticket of which event it is", () => {
    const ticket = aTicket();
    expect(verified(ticketCode(ticket))).toEqual({ ok: true, value: { ticketId: ticket.id, eventId: ticket.eventId } });
  });

  test("belongs to one ticket: the same ticket has the same one, two tickets differ", () => {
    const ticket = aTicket();
    expect(ticketCode(ticket)).toBe(ticketCode({ ...ticket }));
    expect(ticketCode({ ...ticket, id: randomUUID() })).not.toBe(ticketCode(ticket));
    expect(ticketCode({ ...ticket, eventId: randomUUID() })).not.toBe(ticketCode(ticket));
  });

  test("is short enough for large modules", () => {
    expect(ticketCode(aTicket())).toHaveLength(143);
  });

  test("is worthless once any one character is another", () => {
    const code = ticketCode(aTicket());
    const altered = [...code].flatMap((character, at) =>
      ["A", "b", "0", "_", ".", " "]
        .filter((other) => other !== character)
        .map((other) => code.slice(0, at) + other + code.slice(at + 1)),
    );
    const keys = publicKeys();
    expect(altered.length).toBeGreaterThan(143 * 4);
    expect(altered.filter((each) => verified(each, keys).ok)).toEqual([]);
    expect(verified(code).ok).toBe(true);
  });

  test("has one spelling: the unused bits of its last characters are not free", () => {
    const alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    const code = ticketCode(aTicket());
    const spellings = [...alphabet].map((last) => code.slice(0, -1) + last);
    const keys = publicKeys();
    expect(spellings.filter((each) => verified(each, keys).ok)).toEqual([code]);
  });

  test.each(["", "HF1", "HF1...", "\u0000", "HF1.".repeat(9000)])("is not any other text", (text) => {
    expect(verified(text)).toEqual({ ok: false, problem: { kind: "malformed" } });
  });

  test.each([
    (code: string) => `${code}A`,
    (code: string) => `${code}\n`,
    (code: string) => ` ${code}`,
    (code: string) => `${code}=`,
    (code: string) => code.toLowerCase(),
  ])("has nothing before or after it", (change) => {
    expect(verified(change(ticketCode(aTicket())))).toEqual({ ok: false, problem: { kind: "malformed" } });
  });
});

describe("the published keys", () => {
  test("hold nothing private", () => {
    expect(publicKeys().keys.map((key) => Object.keys(key).sort())).toEqual([["alg", "crv", "kid", "kty", "use", "x"]]);
  });

  test("still verify the tickets of before a rotation, but not those of before two", () => {
    const old = ticketCode(aTicket());
    mastersAre(second, first);
    const recent = ticketCode(aTicket());
    expect([verified(old).ok, verified(recent).ok]).toEqual([true, true]);
    mastersAre(third, second);
    expect(verified(recent).ok).toBe(true);
    expect(verified(old)).toEqual({ ok: false, problem: { kind: "unknown_key" } });
  });

  test("of a scanner that has not heard of a rotation say so, instead of calling the ticket forged", () => {
    const published = publicKeys();
    mastersAre(second, first);
    expect(verified(ticketCode(aTicket()), published)).toEqual({ ok: false, problem: { kind: "unknown_key" } });
  });

  test("do not verify what another installation signed under our key's name", () => {
    const published = publicKeys();
    const [, ours] = ticketCode(aTicket()).split(".");
    mastersAre(second);
    const [version, , ids, signature] = ticketCode(aTicket()).split(".");
    const borrowed = [version, ours, ids, signature].join(".");
    expect(verified(borrowed, published)).toEqual({ ok: false, problem: { kind: "forged" } });
  });

  test("are all that another process needs", async () => {
    const ticket = aTicket();
    const script = `import { verifyTicketCode } from "./lib/tickets/verify.ts";
      console.log(JSON.stringify(verifyTicketCode(process.argv[1], JSON.parse(process.argv[2]))));`;
    const door = ["--import", "tsx", "--input-type=module", "-e", script, ticketCode(ticket)];
    const run = promisify(execFile);
    const { stdout } = await run(process.execPath, [...door, JSON.stringify(publicKeys())], {
      env: { NODE_ENV: "production" },
      timeout: 30_000,
    });
    expect(JSON.parse(stdout)).toEqual({ ok: true, value: { ticketId: ticket.id, eventId: ticket.eventId } });
  }, 30_000);
});
