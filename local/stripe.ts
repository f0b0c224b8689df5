import { HoldPoints } from "./hold-points/hold-points";
import { listen } from "./http/listen";
import { openApi } from "./stripe/api";
import { openChallenge } from "./stripe/challenge";
import { openFaults } from "./stripe/faults";
import { startJobs } from "./stripe/jobs";
import { openLocalRoutes } from "./stripe/local-routes";
import { serve } from "./stripe/serve";
import { readSettings } from "./stripe/settings";
import { openStore } from "./stripe/store";
import { startCourier } from "./stripe/webhooks/courier";

const settings = readSettings(process.env);
const store = openStore(settings.stateDir);
const faults = openFaults();

const points = new HoldPoints();
const server = serve({
  points,
  api: openApi(store, settings, faults),
  local: openLocalRoutes(store, settings, faults),
  challenge: openChallenge(store, settings),
});
const stopJobs = startJobs(store, settings);
const stopCourier = startCourier(store, settings);

listen(server, () => {
  stopJobs();
  stopCourier();
});
