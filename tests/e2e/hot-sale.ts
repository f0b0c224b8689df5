import { expect } from "@playwright/test";
import { call } from "../fixtures/fan";
import { aSale, asOrganizer } from "../fixtures/sale";
import { eventually, stack } from "../fixtures/stack";

type Settings = { mode: "line" | "draw"; paused?: boolean; opensAt?: string };

/** A sale behind a waiting room, once the gate and the room know of it. */
export async function aHotSale(settings: Settings = { mode: "line" }) {
  const sale = await aSale();
  await steer(sale.eventId, settings);
  const isHot = async () => {
    const answer = await fetch(`${stack.url}/events/${sale.slug}/pick`, { redirect: "manual" });
    return answer.headers.get("location")?.includes("/waiting-room/") ?? false;
  };
  expect(await eventually(isHot, Boolean)).toBe(true);
  const state = async () => (await call(`/api/v1/events/${sale.slug}/queue/state`)).status;
  expect(await eventually(state, (status) => status === 200)).toBe(200);
  return sale;
}

export async function steer(eventId: string, patch: object) {
  const changed = await eventually(
    () => asOrganizer(`/events/${eventId}/waiting-room`, "PATCH", patch),
    ({ status }) => status === 200,
  );
  expect(changed.status).toBe(200);
}
