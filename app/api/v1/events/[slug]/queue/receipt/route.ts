import { actingUser } from "@/lib/auth/current-user";
import { actingFan } from "@/lib/auth/visitor";
import { json } from "@/lib/core/http";
import { refuse } from "@/lib/core/result";
import { only, route } from "@/lib/core/route";
import { readEvent } from "@/lib/events/read-event";
import { slugParams } from "@/lib/events/slug";
import { receiptOf, receiptView } from "@/lib/waiting-room/draw/receipt";
import { personOf } from "@/lib/waiting-room/person";

const read = route(
  {
    name: "getDrawReceipt",
    summary: "One's own proof of a draw, from its closing on",
    detail: "Whoever joined before the closing is in the tree whose root is told; the receipt is what leads there.",
    by: ["fan"],
    params: slugParams,
    answers: { 200: receiptView },
    problems: ["not_found"],
  },
  async ({ request, params }) => {
    const event = await readEvent(params.slug);
    const [user, visitor] = [await actingUser(request), actingFan(request)];
    const who = [...(user ? [{ account: user.id }] : []), ...(visitor ? [{ visitor }] : [])];
    const receipt =
      event &&
      (await receiptOf(
        event.id,
        who.map((each) => personOf(event.id, each)),
      ));
    return receipt ? json(receipt) : refuse({ kind: "not_found" });
  },
);

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = only({ GET: read });
