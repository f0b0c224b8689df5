--[[
  A person goes for good: out of their session, whose slot is free, or out of the line.
  ARGV[1] person, [2] place
  Returns {"left"}, {"gone"} when they had gone already, {"unknown"} or {"not_loaded"}.
]]
local person, place = ARGV[1], tonumber(ARGV[2])
local refusal = enter_room()
if refusal then return refusal end
if not redis.call("ZSCORE", KEYS[2], person) then return { "unknown" } end
if redis.call("SADD", KEYS[4], person) == 0 then return { "gone" } end
for i = 3, 6 do
  if i ~= 4 then redis.call("ZREM", KEYS[i], person) end
end
-- Nobody waits for who was called and will not come, and who is not called yet never counts as absent.
if redis.call("SETBIT", KEYS[7], place, 1) == 0 then count_arrival(place) end
return answer({ "left" })
