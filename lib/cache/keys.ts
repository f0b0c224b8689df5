import { createHash } from "node:crypto";

const short = (secret: string) => createHash("sha256").update(secret).digest("base64url");

/** Every key the cache writes. A version in the name retires the documents of an older release. */
export const cacheKeys = {
  eventBySlug: (slug: string) => `cache:event:1:slug:${slug}`,
  eventById: (eventId: string) => `cache:event:1:id:${eventId}`,
  /** Who reads Redis must not become the person, so the token itself stays out. */
  session: (sessionToken: string) => `cache:session:1:${short(sessionToken)}`,
};

/** The tag of Next's own cache on everything drawn from an event. */
export const eventTag = (slug: string) => `event:${slug}`;
