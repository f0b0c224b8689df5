import { z } from "zod";
import { json } from "@/lib/core/http";
import { only, route } from "@/lib/core/route";
import { checksView, ready } from "@/lib/health/ready";

const checks = z.object({ checks: checksView });

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = only({
  GET: route(
    {
      name: "getReadiness",
      summary: "Whether everything a sale depends on answers",
      detail: "503 names what is down.",
      answers: { 200: checks, 503: checks },
    },
    async () => {
      const checks = await ready();
      const down = Object.values(checks).includes("down");
      return json({ checks }, { status: down ? 503 : 200, headers: down ? { "Retry-After": "1" } : {} });
    },
  ),
});
