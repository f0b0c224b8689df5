import { randomBytes } from "node:crypto";
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

/** One extension a hold, only while it is not being paid. */
export async function extend(own: OwnHold): HoldResult<HoldExpired | NotFound | Paying | LimitExceeded | Unavailable> {
  const place = ownPlace(own);
  if (!place) return refuse({ kind: "not_found" });
  // Names this call, so that the client's own retry of it is no second extension.
  const call = randomBytes(3).toString("base64url");
  const heard = await inSale(place.eventId, (known) => script(known, { ...place, call }));
  return heard.ok ? readReply(heard.value, own, ["hold_gone", "paying", "limit"]) : lettingGo(heard.problem);
}
