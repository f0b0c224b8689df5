import { json } from "@/lib/core/http";
import { only, route } from "@/lib/core/route";

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = only({
  GET: route({}, async () => json({ status: "ok" })),
});
