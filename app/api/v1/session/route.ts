import { z } from "zod";
import { mintVisitor, readVisitor, visitorCookie, visitorTokenOf } from "@/lib/auth/visitor";
import { json } from "@/lib/core/http";
import { only, route } from "@/lib/core/route";
import { limit } from "@/lib/rate-limit/limit";
import { networkOf } from "@/lib/rate-limit/network";

/** A token for a new fan; who has one already stays the same person. */
const mint = route(
  {
    name: "createSession",
    summary: "Become a fan",
    detail:
      "The token says who you are: send it as `Authorization: Bearer`. A browser gets it as a cookie too. " +
      "Whoever sends a good token stays the same fan.",
    by: ["anyone", "fan"],
    answers: { 201: z.object({ token: z.string() }) },
    problems: ["rate_limited"],
  },
  async ({ request }) => {
    const counted = await limit("session", { network: networkOf(request.headers) });
    if (!counted.ok) return counted;
    const given = visitorTokenOf(request);
    const token = given && readVisitor(given) ? given : mintVisitor().token;
    return json({ token }, { status: 201, headers: { "Set-Cookie": visitorCookie(token) } });
  },
);

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = only({ POST: mint });
