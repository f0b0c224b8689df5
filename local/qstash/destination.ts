import { type Read, read, refuse } from "@/local/http/answer";

/** The local platform never sends anything off the machine, whatever it is asked. */
export function readDestination(text: string, name = "destination"): Read<string> {
  if (!/^https?:\/\//i.test(text)) {
    return refuse(400, `invalid ${name} url: endpoint has invalid scheme, add http:// or https://`);
  }
  if (text.length > 4_096 || !URL.canParse(text)) return refuse(400, `invalid ${name} url: cannot be parsed`);
  if (!isLoopback(new URL(text).hostname)) {
    return refuse(400, `invalid ${name} url: the local platform delivers to loopback addresses only`);
  }
  return read(text);
}

function isLoopback(hostname: string) {
  return hostname === "localhost" || hostname === "[::1]" || /^127\.\d+\.\d+\.\d+$/.test(hostname);
}
