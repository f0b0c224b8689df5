import { handedOver } from "@/lib/auth/hand-over";
import { currentFan } from "@/lib/auth/visitor";
import { isHoldOf } from "@/lib/inventory/hold-id";

/** The fan for whom this device acts on a hold: its own, or the one who handed the hold over to it. */
export async function fanOfHold(holdId: string): Promise<string | undefined> {
  const fan = await currentFan();
  return fan && isHoldOf(holdId, fan) ? fan : ((await handedOver(holdId)) ?? fan);
}
