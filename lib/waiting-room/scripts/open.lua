--[[
  The seed is there: everybody has a place, and the line begins. Told once, in one write, however many were drawn.
  ARGV[5] seed
  Returns {"opened"}, {"not_closed"} or {"not_loaded"}.
]]
local refusal = enter_room()
if refusal then return refusal end
if not room.root then return answer({ "not_closed" }) end
if not room.seed then
  set("seed", ARGV[5])
  -- What was noted by number is of no use by place: places are others from now on.
  redis.call("DEL", lane.came)
end
if room.phase == "drawing" then set("phase", "line") end
return answer({ "opened" })
