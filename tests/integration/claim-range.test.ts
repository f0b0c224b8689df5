import { expect, test } from "vitest";
import type { HeldUnit } from "@/lib/inventory/hold";
import { claim } from "@/lib/orders/claim";
import { orderIdOf } from "@/lib/orders/order-id";
import { ask } from "../fixtures/fans";
import { granted } from "../fixtures/granted";
import { rows } from "../fixtures/stack";
import { anEvent } from "../fixtures/world";

async function claimOf(change: Partial<HeldUnit>) {
  const world = await anEvent({ capacity: 10, types: [{ capacity: 5 }] });
  const hold = granted(await ask(world, 1));
  const units = hold.units.map((unit) => ({ ...unit, ...change }));
  const outcome = await claim({
    hold: { ...hold, units },
    orderId: orderIdOf(hold.id),
    buyer: { name: "Ada", email: "ada@example.com" },
    attendees: [],
    answers: {},
    key: { actor: `fan:${hold.fan}`, key: hold.id, bodyHash: "b" },
  });
  const tickets = await rows("select 1 from tickets where event_id = $1", [world.eventId]);
  return { outcome, units, tickets: tickets.length };
}

test.each([
  ["the last of a pool", { unit: 10 }],
  ["the last of a ticket type", { typeUnit: 5 }],
])("%s can be claimed", async (_, change) => {
  const { outcome, tickets } = await claimOf(change);
  expect(outcome.ok).toBe(true);
  expect(tickets).toBe(1);
});

test.each([
  ["past the end of its pool", { unit: 11 }],
  ["past the end of its ticket type", { typeUnit: 6 }],
])("a unit %s is nobody's to claim, whatever Redis granted", async (_, change) => {
  const { outcome, units, tickets } = await claimOf(change);
  expect(outcome).toEqual({ ok: false, problem: { kind: "units_sold", units } });
  expect(tickets).toBe(0);
});
