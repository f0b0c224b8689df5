import { publicJson } from "@/lib/core/http";
import { only, route } from "@/lib/core/route";
import { publicKeys } from "@/lib/tickets/sign";

const sharedSeconds = 300;

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = only({
  GET: route({}, async () => publicJson(publicKeys(), sharedSeconds)),
});
