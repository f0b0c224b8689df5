--[[
  A session goes on, if it is alive: one that ended never comes back, and none passes its limit unless it is moved.
  ARGV[5] person, [6] ms it lasts from now, [7] "" or ms that it is to last until, whatever its limit was,
       [8] epoch of the pass that shows it, [9] ms it lasts at most by that pass
  Returns {"renewed", ms it ends at, ms it ends at most}, {"over"} or {"not_loaded"}.
]]
local person, stays = ARGV[5], tonumber(ARGV[7])
local refusal = enter_room()
if refusal then return refusal end
local own = tonumber(redis.call("ZSCORE", KEYS[3], person) or 0)
if own <= now then
  -- Let in just before the store was lost: the pass is all that is left of it.
  local is_lost = tonumber(ARGV[8]) < number("epoch") and redis.call("SISMEMBER", KEYS[4], person) == 0
  if not is_lost or tonumber(ARGV[9]) <= now then return answer({ "over" }) end
  redis.call("SADD", KEYS[4], person)
  redis.call("ZADD", KEYS[8], ARGV[9], person)
end
local limit = math.max(tonumber(redis.call("ZSCORE", KEYS[8], person) or own), stays or 0)
local ends = math.max(own, math.min(stays or now + tonumber(ARGV[6]), limit))
redis.call("ZADD", KEYS[3], ends, person)
redis.call("ZADD", KEYS[8], limit, person)
tell("renewed", person, ends, limit)
return answer({ "renewed", string.format("%.0f", ends), string.format("%.0f", limit) })
