import { stringifySetCookie } from "cookie";
import { actingFan } from "@/lib/auth/visitor";
import { noContent } from "@/lib/core/http";
import { refuse } from "@/lib/core/result";
import { only, route } from "@/lib/core/route";
import { slugParams } from "@/lib/events/slug";
import { hotRoom } from "@/lib/waiting-room/gate-document";
import { leave } from "@/lib/waiting-room/leave";
import { passCookieOf, shownPass } from "@/lib/waiting-room/own-pass";

const leaving = route(
  {
    name: "leaveRoom",
    summary: "Leave, and free your slot",
    detail: "Your turn is over then. Again is 204 too.",
    by: ["fan"],
    passes: true,
    params: slugParams,
    answers: { 204: null },
    problems: ["forbidden", "not_found"],
  },
  async ({ request, params }) => {
    const room = await hotRoom(params.slug);
    if (!room) return refuse({ kind: "not_found" });
    const pass = await shownPass(room.id, actingFan(request));
    if (!pass) return refuse({ kind: "forbidden" });
    await leave(pass);
    const answer = noContent();
    answer.headers.append("Set-Cookie", stringifySetCookie(passCookieOf(room.id, undefined)));
    return answer;
  },
);

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = only({ DELETE: leaving });
