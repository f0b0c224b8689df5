import { expect, test } from "vitest";
import { z } from "zod";
import { action } from "./action";
import { ok } from "./result";

const double = action(z.object({ quantity: z.coerce.number().int().positive() }), async ({ quantity }) =>
  ok(quantity * 2),
);

test("an action works with what was parsed, not with what was sent", async () => {
  expect(await double({ quantity: "2", admin: true })).toEqual({ ok: true, value: 4 });
});

test("input that does not parse never reaches the action, and names its fields", async () => {
  const refused = await double({ quantity: -1 });
  expect(refused).toMatchObject({ ok: false, problem: { kind: "invalid_request" } });
  expect(JSON.stringify(refused)).toContain("quantity");
  expect(await double(undefined)).toMatchObject({ ok: false });
});

test("what is wrong inside a list is named with its place", async () => {
  const many = action(z.object({ lines: z.array(z.object({ name: z.string().min(1) })) }), async () => ok(null));
  const refused = await many({ lines: [{ name: "a" }, { name: "" }] });
  expect(refused).toMatchObject({ problem: { fields: { "lines.1.name": [expect.any(String)] } } });
  expect((await many({ lines: [{ name: "a" }] })).ok).toBe(true);
});
