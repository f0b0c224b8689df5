import { createHash, randomBytes } from "node:crypto";
import { refuse } from "@/lib/core/result";
import { aboutHolds } from "./fragments";
import { inSale } from "./in-sale";
import { ownPlace } from "./own-hold";
import type { HoldExpired, HoldResult, LimitExceeded, NotFound, OwnHold, Paying, Unavailable } from "./problems";
import { lettingGo, readReply } from "./reading";
import { saleScript } from "./sale-script";
import source from "./scripts/extend.lua";

type Extension = { member: string; call: string };

const script = saleScript<Extension>({
  source: [...aboutHolds, source],
  args: ({ member, call }, { catalogue: { hold } }) => [
    member,
    (hold.ttlSeconds + hold.extendSeconds) * 1000,
    hold.extendSeconds * 1000,
    call,
  ],
});

/** Names this call, so that it finds its own extension: a caller's repeat by their key, ours by its retry alone. */
const callOf = (key: string | undefined) =>
  key ? createHash("sha256").update(key).digest("base64url").slice(0, 4) : randomBytes(3).toString("base64url");

type Wish = OwnHold & { idempotencyKey?: string | undefined };

/** One extension a hold, only while it is not being paid. The same key finds the same extension again. */
export async function extend({
  idempotencyKey,
  ...own
}: Wish): HoldResult<HoldExpired | NotFound | Paying | LimitExceeded | Unavailable> {
  const place = ownPlace(own);
  if (!place) return refuse({ kind: "not_found" });
  const call = callOf(idempotencyKey);
  const heard = await inSale(place.eventId, (known) => script(known, { ...place, call }));
  return heard.ok ? readReply(heard.value, own, ["hold_gone", "paying", "limit"]) : lettingGo(heard.problem);
}
