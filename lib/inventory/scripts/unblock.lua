--[[
  Blocked units of a pool, or blocked seats, are for sale again, once.

  KEYS[last] returns  zset  return id -> ms
  ARGV[2] is at least the generation they were unblocked in; [4] return id, [5] that generation, [6] remembered ms,
  ARGV[7] key of the pool (0: nothing is sold from it), [8] units; of seats their string's key, and positions
  Returns {"done"} or a refusal of sale.lua. A known id, or one older than this generation, changes nothing.
]]
local returns, id = KEYS[#KEYS], ARGV[4]
local refusal = open({ "returns" })
if refusal then return refusal end
if redis.call("ZCARD", returns) ~= count("returns") then return { "not_loaded" } end
if count("generation") > tonumber(ARGV[5]) or redis.call("ZSCORE", returns, id) then return { "done" } end

local key = tonumber(ARGV[7])
if key > 0 and KEYS[key]:sub(-6) == ":seats" then
  local blocked = {}
  for _, position in ipairs(read_seats(ARGV[8], 0)) do
    if is_blocked(position) then blocked[#blocked + 1] = position end
  end
  set_seats(table.concat(blocked, ","), free_seat)
elseif key > 0 then
  give(key, ARGV[8])
end
redis.call("ZREMRANGEBYSCORE", returns, "-inf", string.format("%d", now - tonumber(ARGV[6])))
redis.call("ZADD", returns, string.format("%d", now), id)
set("returns", redis.call("ZCARD", returns))
return answer({ "done" })
