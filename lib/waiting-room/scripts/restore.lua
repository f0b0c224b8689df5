--[[
  Those who were let in, or went, before the store was lost. Only adds, so the order of several calls does not matter.
  ARGV[1..4] see room.lua; then person, ms the session ends at (0 for one that left) and ms it ends at most, in turn
  Returns {"restored"}.
]]
local at = clock()
for i = 5, #ARGV, 3 do
  local person, ends, limit = ARGV[i], tonumber(ARGV[i + 1]), tonumber(ARGV[i + 2])
  redis.call("SADD", KEYS[4], person)
  if ends > at then
    redis.call("ZADD", KEYS[3], "GT", ends, person)
    redis.call("ZADD", KEYS[8], "GT", limit, person)
  elseif ends == 0 then
    redis.call("ZREM", KEYS[3], person)
    redis.call("ZREM", KEYS[8], person)
  end
end
return { "restored" }
