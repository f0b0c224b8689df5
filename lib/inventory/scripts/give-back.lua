--[[
  Sold units return to sale, or stay out of it, once. The order's hold, if it still lives, ends as sold first.

  KEYS[last] returns  zset  return id -> ms
  ARGV[2] is at least the generation of the return; [4] return id, [5] its generation, [6] remembered ms,
  ARGV[7] hold or "", [8] order, [9] units "type:units:numbers in its own capacity;...",
  ARGV[10] "1" if they stay out of sale: only the numbers in a type's own capacity are free again
  Returns {"done"} or a refusal of sale.lua. A known id, or a return older than this generation, changes nothing.
]]
local returns, id = KEYS[#KEYS], ARGV[4]
local refusal = open({ "returns", "@" .. ARGV[7]:sub(23) })
if refusal then return refusal end
if redis.call("ZCARD", returns) ~= count("returns") then return { "not_loaded" } end
if count("generation") > tonumber(ARGV[5]) or redis.call("ZSCORE", returns, id) then return { "done" } end

local hold = find(ARGV[7])
if hold and (not hold.paying or hold.state == "p" .. ARGV[8]) then finish(hold, true) end
for type, units, own_units in ARGV[9]:gmatch("([^:;]+):([%d,]*):([%d,]*)") do
  local _, own = keys_of(type)
  if ARGV[10] ~= "1" then
    add("sold:" .. type, -give_units(type, units, own_units))
  else
    if own > 0 then give(own, own_units) end
    if letters_of(type) then set_seats(units, blocked_seat) end
    add("sold:" .. type, -select(2, units:gsub("%d+", "")))
  end
end

redis.call("ZREMRANGEBYSCORE", returns, "-inf", string.format("%d", now - tonumber(ARGV[6])))
redis.call("ZADD", returns, string.format("%d", now), id)
set("returns", redis.call("ZCARD", returns))
return answer({ "done" })
