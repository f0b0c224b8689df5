--[[
  A person goes for good: out of their session, whose slot is free, or out of the line.
  ARGV[5] person, [6] place, or "" of somebody who was let in
  Returns {"left"}, {"gone"} when they had gone already, or {"not_loaded"}.
]]
local person, place = ARGV[5], tonumber(ARGV[6])
local refusal = enter_room()
if refusal then return refusal end
local was_in = redis.call("ZREM", KEYS[3], person)
local is_new = redis.call("SADD", KEYS[4], person)
if was_in + is_new == 0 then return answer({ "gone" }) end
redis.call("ZREM", KEYS[8], person)
is_no_more_here(person)
give_up_elsewhere(person)
tell("left", person)
-- Nobody waits for who was called and will not come, and who is not called yet never counts as absent.
if place and redis.call("SETBIT", lane.came, place, 1) == 0 then count_arrival(place) end
return answer({ "left" })
