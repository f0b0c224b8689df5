import { z } from "zod";
import { type Hold, holdInput, releaseInput } from "./hold";
import type { HoldPoints } from "./hold-points";

type Answer = { status: number; body: object };

const ok = (body: object): Answer => ({ status: 200, body });
const view = ({ id, match, when, nth, state, seen, call }: Hold) => ({ id, match, when, nth, state, seen, call });
const shown = (holds: readonly Hold[]) => ok({ holds: holds.map(view) });

const doors: Record<string, (points: HoldPoints, input: unknown) => Answer> = {
  "POST /_local/hold": (points, input) => {
    const hold = points.add(holdInput.parse(input));
    return hold ? ok(view(hold)) : { status: 429, body: { error: "too many holds" } };
  },
  "POST /_local/release": (points, input) => {
    const { id, dropAnswer } = releaseInput.parse(input);
    const released = points.release(id, dropAnswer);
    return id !== undefined && released.length === 0
      ? { status: 404, body: { error: "no such hold" } }
      : shown(released);
  },
  "GET /_local/holds": (points) => shown(points.all()),
  "DELETE /_local/holds": (points) => {
    points.clear();
    return shown([]);
  },
  "GET /_local/calls": (points) => ok({ calls: points.recorded() }),
  "POST /_local/calls": (points) => {
    points.record(true);
    return ok({ calls: [] });
  },
  "DELETE /_local/calls": (points) => {
    points.record(false);
    return ok({ calls: [] });
  },
};

/** A part's own doors to its hold points; undefined when the request is for another. */
export function visitHolds(points: HoldPoints, method: string, path: string, body: Buffer): Answer | undefined {
  const door = doors[`${method} ${path}`];
  if (!door) return undefined;
  try {
    return door(points, fromJson(body));
  } catch (error) {
    if (error instanceof z.ZodError) return { status: 400, body: { error: z.prettifyError(error) } };
    throw error;
  }
}

function fromJson(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString() || "{}");
  } catch {
    return undefined;
  }
}
