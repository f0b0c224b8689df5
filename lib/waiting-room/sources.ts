import again from "./scripts/again.lua";
import calls from "./scripts/calls.lua";
import challenge from "./scripts/challenge.lua";
import claim from "./scripts/claim.lua";
import close from "./scripts/close.lua";
import drain from "./scripts/drain.lua";
import holes from "./scripts/holes.lua";
import join from "./scripts/join.lua";
import lanes from "./scripts/lanes.lua";
import leave from "./scripts/leave.lua";
import link from "./scripts/link.lua";
import mode from "./scripts/mode.lua";
import number from "./scripts/number.lua";
import open from "./scripts/open.lua";
import people from "./scripts/people.lua";
import recover from "./scripts/recover.lua";
import renew from "./scripts/renew.lua";
import restore from "./scripts/restore.lua";
import revoke from "./scripts/revoke.lua";
import room from "./scripts/room.lua";
import share from "./scripts/share.lua";
import tick from "./scripts/tick.lua";

/** What each script of a waiting room is made of, behind a clock. */
export const sources = {
  join: [lanes, room, people, holes, number, link, challenge, again, join],
  tick: [lanes, room, people, calls, holes, share, tick],
  claim: [lanes, room, people, calls, number, share, claim],
  renew: [lanes, room, people, renew],
  leave: [lanes, room, people, calls, leave],
  revoke: [lanes, room, people, revoke],
  mode: [lanes, room, mode],
  drain: [lanes, room, drain],
  close: [lanes, room, close],
  open: [lanes, room, open],
  recover: [lanes, recover],
  restore: [restore],
};
