import calls from "./scripts/calls.lua";
import challenge from "./scripts/challenge.lua";
import claim from "./scripts/claim.lua";
import close from "./scripts/close.lua";
import drain from "./scripts/drain.lua";
import holes from "./scripts/holes.lua";
import join from "./scripts/join.lua";
import leave from "./scripts/leave.lua";
import link from "./scripts/link.lua";
import mode from "./scripts/mode.lua";
import number from "./scripts/number.lua";
import open from "./scripts/open.lua";
import recover from "./scripts/recover.lua";
import renew from "./scripts/renew.lua";
import restore from "./scripts/restore.lua";
import revoke from "./scripts/revoke.lua";
import room from "./scripts/room.lua";
import tick from "./scripts/tick.lua";

/** What each script of a waiting room is made of, behind a clock. */
export const sources = {
  join: [room, number, link, challenge, join],
  tick: [room, calls, holes, tick],
  claim: [room, calls, number, claim],
  renew: [room, renew],
  leave: [room, calls, leave],
  revoke: [room, revoke],
  mode: [room, mode],
  drain: [room, drain],
  close: [room, close],
  open: [room, open],
  recover: [recover],
  restore: [restore],
};
