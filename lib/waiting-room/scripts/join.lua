--[[
  A number for a person, the same one however often they ask.
  ARGV[1] person
  Returns {"joined", number, issued, serving, epoch}, {"gone"}, {"closed"} or {"not_loaded"}.
]]
local person = ARGV[1]
local refusal = enter_room()
if refusal then return refusal end

local own = redis.call("ZSCORE", KEYS[2], person)
if redis.call("SISMEMBER", KEYS[4], person) == 1 then return { "gone" } end
if not own then
  if room.phase == "closed" then return { "closed" } end
  own = number("issued") + 1
  set("issued", own)
  redis.call("ZADD", KEYS[2], own, person)
end
return answer({ "joined", tostring(own), room.issued, room.serving, room.epoch })
