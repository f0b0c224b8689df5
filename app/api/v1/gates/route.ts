import { durations } from "@/lib/core/durations";
import { publicJson } from "@/lib/core/http";
import { only, route } from "@/lib/core/route";
import { gateDocument, gateView } from "@/lib/waiting-room/gate-document";

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = only({
  GET: route(
    {
      name: "getGates",
      summary: "Which events are behind a waiting room",
      answers: { 200: gateView },
    },
    async () => publicJson(await gateDocument(), durations.gatesKeptMs / 1000),
  ),
});
