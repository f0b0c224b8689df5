import { clientOf, privateKeys, startQStash } from "./emulator";

/**
 * What the suite runs against: the vendor where QSTASH_CONTRACT_TOKEN is set, the shared local stack where
 * QSTASH_URL is, else an emulator of its own.
 */
export async function qstashUnderTest() {
  const { QSTASH_CONTRACT_TOKEN: vendorToken, QSTASH_URL: url, QSTASH_TOKEN: token } = process.env;
  if (vendorToken) {
    const vendorUrl = process.env.QSTASH_CONTRACT_URL ?? "https://qstash.upstash.io";
    return target(vendorUrl, vendorToken, "https://example.com/holdfast-contract");
  }
  if (url && token) {
    const { QSTASH_CURRENT_SIGNING_KEY: currentSigningKey = "", QSTASH_NEXT_SIGNING_KEY: nextSigningKey = "" } =
      process.env;
    return { ...target(url, token, loopback), keys: { currentSigningKey, nextSigningKey } };
  }
  const own = await startQStash(1);
  return {
    ...target(own.url, own.token, loopback),
    stop: own.end,
  };
}

const loopback = "http://127.0.0.1:9/holdfast-contract";

const target = (url: string, token: string, destination: string) => ({
  url,
  token,
  client: clientOf(url, token),
  /** Where messages may go that are never meant to be delivered. */
  destination,
  keys: privateKeys,
  stop: async () => {},
});

export const isVendor = Boolean(process.env.QSTASH_CONTRACT_TOKEN);
