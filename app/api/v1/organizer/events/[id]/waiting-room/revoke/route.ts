import { z } from "zod";
import { ok } from "@/lib/core/result";
import { only, route } from "@/lib/core/route";
import { revokePasses } from "@/lib/events/revoke-passes";
import { applyRevocation } from "@/lib/waiting-room/apply-revocation";
import { shortHashLength } from "@/lib/waiting-room/gate";
import { byKey, doer, eventParams, once } from "../../../../by-key";
import { stock } from "../../../../stock";

const whose = z.union([
  z.object({ all: z.literal(true) }),
  z.object({
    person: z
      .string()
      .regex(/^[A-Za-z0-9_-]{22}$/)
      .describe("As their pass names them."),
  }),
]);

const revoke = route(
  {
    name: "revokePasses",
    summary: "Take passes back",
    detail:
      "Of one person or of everybody, within 5 seconds everywhere. Whom you name does not get another; after all of " +
      "them everybody may join again, at the end of the line.",
    admit: byKey("events:write"),
    idempotent: true,
    params: eventParams,
    body: whose,
    answers: { 200: z.object({ epoch: z.int().describe("Passes of an earlier one may be void.") }) },
    problems: ["not_found", "conflict", "invalid_request", "idempotency_mismatch"],
    example: { all: true },
  },
  async (asking) =>
    once(asking, 200, async () => {
      const person = "person" in asking.body ? asking.body.person : undefined;
      const shortHash = person?.slice(0, shortHashLength) ?? "";
      const revoked = await revokePasses({ ...doer(asking), eventId: asking.params.id, person, shortHash }, stock);
      if (!revoked.ok) return revoked;
      const { epoch, isAll } = revoked.value;
      await applyRevocation(asking.params.id, { epoch, person, isAll });
      return ok({ epoch });
    }),
);

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = only({ POST: revoke });
