import { z } from "zod";
import { requirePermission } from "@/lib/auth/require-permission";
import { json } from "@/lib/core/http";
import { route } from "@/lib/core/route";
import { uuid } from "@/lib/core/uuid";
import { readLive } from "../read-live";

/** The figures a live page asks for each second, by the session of whoever watches. */
export const GET = route(
  { params: z.object({ id: uuid }), problems: ["unauthenticated", "forbidden", "not_found"] },
  async ({ params }) => {
    const who = await requirePermission("sales:read");
    if (!who.ok) return who;
    const live = await readLive(who.value, params.id);
    return live.ok ? json(live.value) : live;
  },
);
