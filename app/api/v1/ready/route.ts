import { json } from "@/lib/core/http";
import { only, route } from "@/lib/core/route";
import { ready } from "@/lib/health/ready";

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = only({
  GET: route({}, async () => {
    const checks = await ready();
    const down = Object.values(checks).includes("down");
    return json({ checks }, { status: down ? 503 : 200, headers: down ? { "Retry-After": "1" } : {} });
  }),
});
