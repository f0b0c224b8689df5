import pino from "pino";
import { expect, test, vi } from "vitest";
import { log } from "./log";

test("an error given whole says where and what, and repeats no value", () => {
  const written: string[] = [];
  const write = (...lines: unknown[]) => void written.push(...lines.map(String));
  vi.spyOn(Reflect.get(log, pino.symbols.streamSym), "write").mockImplementation(write);
  const cause = Object.assign(new Error("duplicate: ada@example.com"), { code: "23505" });
  log.error({ err: new Error("Failed query: params: ada@example.com", { cause }) }, "it failed");
  expect(written).toHaveLength(1);
  expect(JSON.parse(written[0] ?? "")).toMatchObject({ msg: "it failed", err: { codes: ["23505"] } });
  expect(written[0]).not.toContain("ada@example.com");
});
