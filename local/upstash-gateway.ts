import { createGateway } from "./gateway/serve";
import { Store } from "./gateway/store";
import { HoldPoints } from "./hold-points/hold-points";
import { listen } from "./http/listen";

const { REDIS_URL, UPSTASH_REDIS_REST_TOKEN, GATEWAY_TEST_DOORS } = process.env;
if (!REDIS_URL) throw new Error("REDIS_URL is not set");
if (!UPSTASH_REDIS_REST_TOKEN) throw new Error("UPSTASH_REDIS_REST_TOKEN is not set");

const points = new HoldPoints();
const store = new Store(REDIS_URL, points);
// Whoever runs the gateway for real leaves these shut: behind them one can stop it.
const doors = GATEWAY_TEST_DOORS === "open" ? points : undefined;
listen(createGateway(store, UPSTASH_REDIS_REST_TOKEN, doors), () => store.close());
