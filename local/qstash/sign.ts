import { createHash, randomBytes } from "node:crypto";
import { SignJWT } from "jose";

const lifeSeconds = 300;

/** The JWT of `Upstash-Signature`: this body, for this exact URL, for five minutes. */
export function sign(key: string, url: string, body: Buffer): Promise<string> {
  const nowSeconds = Math.floor(Date.now() / 1_000);
  const hash = createHash("sha256").update(body).digest("base64");
  return new SignJWT({ body: hash.replaceAll("+", "-").replaceAll("/", "_") })
    .setProtectedHeader({ alg: "HS256", typ: "JWT" })
    .setIssuer("Upstash")
    .setSubject(url)
    .setIssuedAt(nowSeconds)
    .setNotBefore(nowSeconds)
    .setExpirationTime(nowSeconds + lifeSeconds)
    .setJti(`jwt_${randomBytes(16).toString("hex")}`)
    .sign(new TextEncoder().encode(key));
}
