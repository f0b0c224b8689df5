import { mkdirSync, writeFileSync } from "node:fs";
import { afterlight } from "./artwork/afterlight";
import { boring } from "./artwork/boring";
import { kissaten } from "./artwork/kissaten";
import { layali } from "./artwork/layali";
import { lumi } from "./artwork/lumi";
import { metropolis } from "./artwork/metropolis";
import { nachtschicht } from "./artwork/nachtschicht";
import { nokturny } from "./artwork/nokturny";
import { pierogi } from "./artwork/pierogi";
import { portDeVerre } from "./artwork/port-de-verre";
import { ramparts } from "./artwork/ramparts";
import { talkingShop } from "./artwork/talking-shop";
import { tidewater } from "./artwork/tidewater";

const posters = {
  nachtschicht,
  "rozmowy-przy-pierogach": pierogi,
  "tidewater-festival": tidewater,
  "talking-shop-thursday": () => talkingShop("thursday"),
  "talking-shop-friday": () => talkingShop("friday"),
  "talking-shop-saturday": () => talkingShop("saturday"),
  nokturny,
  "boring-infrastructure": boring,
  "run-the-ramparts": ramparts,
  "lumi-cent-voix": lumi,
  "le-port-de-verre": portDeVerre,
  "nova-saint-afterlight": afterlight,
  "kissaten-sessions": kissaten,
  "metropolis-in-concert": metropolis,
  "layali-al-oud": layali,
};

mkdirSync("public/posters", { recursive: true });
for (const [slug, draw] of Object.entries(posters)) writeFileSync(`public/posters/${slug}.svg`, draw());
