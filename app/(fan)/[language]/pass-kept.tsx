import { KeepPass } from "@/components/waiting-room/keep-pass";
import { currentFan } from "@/lib/auth/visitor";
import { hotRoom } from "@/lib/waiting-room/gate-document";
import { livePass } from "@/lib/waiting-room/own-pass";

/** Keeps the pass of this visitor while they choose and pay, where the event has a waiting room. */
export async function PassKept({ slug }: { slug: string }) {
  const room = await hotRoom(slug);
  const pass = room && (await livePass(room.id, await currentFan()));
  if (!pass) return null;
  return <KeepPass slug={slug} expiresAt={new Date(Math.min(pass.expires, pass.until)).toISOString()} />;
}
