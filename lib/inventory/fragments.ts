import life from "./scripts/hold-life.lua";
import holds from "./scripts/holds.lua";
import lapse from "./scripts/lapse.lua";
import lines from "./scripts/lines.lua";
import releases from "./scripts/releases.lua";
import units from "./scripts/units.lua";

/** What scripts about holds share, in the order they build on one another. */
export const aboutHolds = [units, holds, life, lapse];
/** With it a script also reads what is asked for. */
export const aboutWishes = [...aboutHolds, lines];
/** With it a script counts what fans give back. */
export const aboutReleases = [releases];
