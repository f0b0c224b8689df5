import { z } from "zod";

/** What somebody may be in a team; `lib/auth/permissions` says what each may do. */
export const teamRole = z.enum(["owner", "manager", "support", "finance", "scanner"]);

export const membersMax = 100;
