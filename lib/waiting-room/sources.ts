import calls from "./scripts/calls.lua";
import claim from "./scripts/claim.lua";
import join from "./scripts/join.lua";
import leave from "./scripts/leave.lua";
import renew from "./scripts/renew.lua";
import room from "./scripts/room.lua";
import tick from "./scripts/tick.lua";

/** What each script of a waiting room is made of, behind a clock. */
export const sources = {
  join: [room, join],
  tick: [room, calls, tick],
  claim: [room, calls, claim],
  renew: [room, renew],
  leave: [room, calls, leave],
};
