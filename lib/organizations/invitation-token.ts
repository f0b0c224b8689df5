import { z } from "zod";
import { openToken, sealToken } from "@/lib/core/token";

const payload = z.object({ id: z.uuid() });

/** What the mailed link carries: derived from the invitation, so that no store and no queue holds what opens it. */
export const invitationToken = (id: string) => sealToken("invitation", "", { id });

/** The invitation a token of ours was made for. */
export const readInvitationToken = (token: string): string | undefined =>
  payload.safeParse(openToken("invitation", "", token)).data?.id;
