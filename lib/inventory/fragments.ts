import beside from "./scripts/beside.lua";
import best from "./scripts/best.lua";
import choose from "./scripts/choose.lua";
import findRun from "./scripts/find-run.lua";
import hints from "./scripts/hints.lua";
import life from "./scripts/hold-life.lua";
import holds from "./scripts/holds.lua";
import lapse from "./scripts/lapse.lua";
import lines from "./scripts/lines.lua";
import need from "./scripts/need.lua";
import own from "./scripts/own.lua";
import releases from "./scripts/releases.lua";
import rows from "./scripts/rows.lua";
import rules from "./scripts/rules.lua";
import seats from "./scripts/seats.lua";
import setSeats from "./scripts/set-seats.lua";
import supply from "./scripts/supply.lua";
import twoRows from "./scripts/two-rows.lua";
import units from "./scripts/units.lua";

/** How to look for free seats, also before there is a sale. */
export const aboutRows = [hints, rows, findRun];
/** What scripts about holds share, in the order they build on one another. */
export const aboutHolds = [hints, seats, setSeats, units, own, holds, life, lapse];
/** With it a script also reads what is asked for. */
export const aboutLines = [...aboutHolds, lines, supply];
/** With it a script also looks for seats. */
export const aboutWishes = [...aboutLines, ...aboutRows, twoRows, best, beside, need, rules, choose];
/** With it a script counts what fans give back. */
export const aboutReleases = [releases];
