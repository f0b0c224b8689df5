import { z } from "zod";
import { json } from "@/lib/core/http";
import { only, route } from "@/lib/core/route";

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = only({
  GET: route(
    {
      name: "getHealth",
      summary: "Whether this process is alive",
      answers: { 200: z.object({ status: z.literal("ok") }) },
    },
    async () => json({ status: "ok" }),
  ),
});
