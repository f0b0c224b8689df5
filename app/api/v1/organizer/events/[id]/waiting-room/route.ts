import { z } from "zod";
import { ok } from "@/lib/core/result";
import { only, route } from "@/lib/core/route";
import { changeRoom } from "@/lib/events/change-room";
import { roomPatch } from "@/lib/events/event-input";
import { applySettings } from "@/lib/waiting-room/apply-settings";
import { announcing } from "@/lib/waiting-room/draw/announce-event";
import { laneNames } from "@/lib/waiting-room/lanes";
import { byKey, doer, eventParams, once, tellEvent } from "../../../by-key";
import { stock } from "../../../stock";

const roomView = z
  .object({
    mode: z.enum(["off", "line", "draw"]),
    opensAt: z.iso.datetime().nullable(),
    paused: z.boolean(),
    ratePerMinute: z.int(),
    burst: z.int(),
    maxActive: z.int(),
    adaptive: z.boolean(),
    lanes: z.array(
      z.object({
        lane: z.enum(laneNames),
        share: z.int(),
        opensAt: z.iso.datetime().optional(),
        codes: z.array(z.string()),
        places: z.int().optional(),
      }),
    ),
    message: z.object({ en: z.string().optional(), ar: z.string().optional() }).nullable(),
  })
  .meta({ id: "WaitingRoom" });

const change = route(
  {
    name: "changeWaitingRoom",
    summary: "Steer the waiting room",
    detail:
      "Open, pause, resume, limit, tell those who wait: each takes effect within 5 seconds, a pause and a limit at the " +
      "next claim. What is not named stays. A lane is a line of its own for who has one of its codes, under the same " +
      "limits; one that was opened stays.",
    admit: byKey("events:write"),
    idempotent: true,
    params: eventParams,
    body: roomPatch,
    answers: { 200: z.object({ waitingRoom: roomView }) },
    problems: ["not_found", "conflict", "invalid_request", "idempotency_mismatch"],
    example: { mode: "line", ratePerMinute: 300 },
  },
  async (asking) =>
    once(asking, 200, async () => {
      const change = { ...doer(asking), eventId: asking.params.id, patch: asking.body };
      const changed = await changeRoom(change, stock);
      if (!changed.ok) return changed;
      const { event, settings } = changed.value;
      await announcing(ok(event));
      await applySettings(event.id);
      tellEvent(ok(event));
      const { opensAt = null, paused = false, message = null, lanes = [], ...plain } = settings;
      return ok({ waitingRoom: { ...plain, opensAt, paused, lanes, message } });
    }),
);

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = only({ PATCH: change });
