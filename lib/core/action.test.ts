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
