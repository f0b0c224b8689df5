import { z } from "zod";
import { actingFan } from "@/lib/auth/visitor";
import { ok, type Result, refuse } from "@/lib/core/result";

export const params = z.object({ id: z.string().max(120) });

/** Without a fan nothing is one's own: the same answer as for a hold of somebody else. */
export async function admit(request: Request): Promise<Result<string, { kind: "not_found" }>> {
  const fan = actingFan(request);
  return fan ? ok(fan) : refuse({ kind: "not_found" });
}
