import { durations } from "@/lib/core/durations";
import { publicJson } from "@/lib/core/http";
import { only, route } from "@/lib/core/route";
import { gateDocument } from "@/lib/waiting-room/gate-document";

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = only({
  GET: route({}, async () => publicJson(await gateDocument(), durations.gatesKeptMs / 1000)),
});
