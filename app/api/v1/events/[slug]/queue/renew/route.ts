import { actingFan } from "@/lib/auth/visitor";
import { json } from "@/lib/core/http";
import { refuse } from "@/lib/core/result";
import { only, route } from "@/lib/core/route";
import { slugParams } from "@/lib/events/slug";
import { opens } from "@/lib/waiting-room/gate";
import { hotRoom } from "@/lib/waiting-room/gate-document";
import { passCookieLines, shownPass } from "@/lib/waiting-room/own-pass";
import { judgePass } from "@/lib/waiting-room/pass";
import { renew } from "@/lib/waiting-room/renew";
import { admitted } from "@/lib/waiting-room/state-document";

const keep = route(
  {
    name: "renewPass",
    summary: "Keep your pass",
    detail: "At half of its time. A session that ended never comes back, and none lasts longer than its limit.",
    by: ["fan"],
    passes: true,
    params: slugParams,
    answers: { 200: admitted },
    problems: ["forbidden", "not_found", "gone"],
  },
  async ({ request, params }) => {
    const room = await hotRoom(params.slug);
    if (!room) return refuse({ kind: "not_found" });
    const shown = await shownPass(room.id, actingFan(request));
    if (!shown) return refuse({ kind: "forbidden" });
    const pass = judgePass(shown, room.id, Date.now());
    if (!pass || !opens(room, pass)) return refuse({ kind: "gone" });
    const renewed = await renew(pass);
    if (!renewed.ok) return renewed;
    const answer = json({ pass: renewed.value.pass, expiresAt: renewed.value.expiresAt.toISOString() });
    for (const line of await passCookieLines(room.id, renewed.value)) answer.headers.append("Set-Cookie", line);
    return answer;
  },
);

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = only({ POST: keep });
