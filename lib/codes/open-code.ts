import { type Result, refuse } from "@/lib/core/result";

export type CodeInvalid = { kind: "code_invalid" };

/** What a code of this event does for a hold. No event sells by codes yet: every one is `code_invalid`. */
export async function openCode(_: { eventId: string; code: string }): Promise<Result<void, CodeInvalid>> {
  return refuse({ kind: "code_invalid" });
}
