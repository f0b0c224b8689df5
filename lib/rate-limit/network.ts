import ipaddr from "ipaddr.js";
import { env } from "@/lib/core/env";

const sharedBits = 64;

/**
 * The network a request comes from, as far as it can be known: an IPv4 address, or the /64 of an IPv6 one (RFC 6177:
 * a customer has at least that). Read from the right, past the trusted hops: what stands further left is the client's
 * own word. The last entry is our own socket's other end (see add-socket-address).
 */
export function networkOf(headers: Pick<Headers, "get">, trustedHops = env().TRUSTED_HOPS): string {
  const entries = (headers.get("x-forwarded-for") ?? "").split(",").map((entry) => entry.trim());
  const client = entries[Math.max(0, entries.length - 1 - trustedHops)];
  return blockOf(client) ?? blockOf(entries.at(-1)) ?? "unknown";
}

// Azure's gateways and some load balancers write the port along: without it their fans would be one network.
const withPort = /^(?:\[([^\]]*)\](?::\d{1,5})?|([\d.]+):\d{1,5})$/;

function blockOf(text: string | undefined): string | undefined {
  const bare = text?.replace(withPort, "$1$2");
  if (!bare || !ipaddr.isValid(bare)) return undefined;
  // An IPv4 address in IPv6's clothes is the IPv4 address.
  const address = ipaddr.process(bare);
  if (address instanceof ipaddr.IPv4) return address.toString();
  return `${new ipaddr.IPv6([...address.parts.slice(0, sharedBits / 16), 0, 0, 0, 0])}/${sharedBits}`;
}
