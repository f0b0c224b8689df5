import { z } from "zod";
import { actingFan } from "@/lib/auth/visitor";
import type { Admit } from "@/lib/core/operation";
import { ok, refuse } from "@/lib/core/result";
import { holdView } from "@/lib/orders/hold-view";

export const params = z.object({ id: z.string().max(120) });
export const holdAnswer = z.object({ hold: holdView });

const isFan = async (request: Request) => {
  const fan = actingFan(request);
  return fan ? ok(fan) : refuse({ kind: "not_found" });
};

/** Without a fan nothing is one's own: the same answer as for a hold of somebody else. */
export const admit: Admit<string> = Object.assign(isFan, { by: "fan" as const, problems: ["not_found" as const] });
