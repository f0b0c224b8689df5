import { mintVisitor, readVisitor, visitorCookie, visitorTokenOf } from "@/lib/auth/visitor";
import { json } from "@/lib/core/http";
import { only, route } from "@/lib/core/route";

/** A token for a new fan; who has one already stays the same person. */
const mint = route({}, async ({ request }) => {
  const given = visitorTokenOf(request);
  const token = given && readVisitor(given) ? given : mintVisitor().token;
  return json({ token }, { status: 201, headers: { "Set-Cookie": visitorCookie(token) } });
});

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = only({ POST: mint });
