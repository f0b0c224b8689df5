--[[
  A session goes on, if it is alive: one that ended never comes back.
  ARGV[1] person, [2] ms it lasts from now
  Returns {"renewed", ms it ends at, epoch}, {"over"} or {"not_loaded"}.
]]
local person = ARGV[1]
local refusal = enter_room()
if refusal then return refusal end
local own = redis.call("ZSCORE", KEYS[3], person)
if not own or tonumber(own) <= now then return { "over" } end
local ends = math.max(tonumber(own), now + tonumber(ARGV[2]))
redis.call("ZADD", KEYS[3], "XX", ends, person)
return { "renewed", string.format("%d", ends), room.epoch }
