--[[
  How far to call. Only leads: what may be admitted is decided by claim.lua, which no call can widen.

  Arrivals are wanted for the next `lead` seconds, as the rate and the free slots allow, less those who are here already.
  Of those called, a share `absent` never comes and is counted as on the way for `window`; so that many are kept on the way.
  ARGV[5] units that somebody could hold now, or "" for any number: no more people than that are on the way or here
  Returns {"called", serving, phase, mode, paused, rate, opens, version, count, root, round, seed, active, here, on the way},
  or {"not_loaded"}. Harmless when repeated: who is on the way is not called twice.
]]
local absent_max = 0.8
-- A call weighs in the share of the absent by its size, beside so many seconds' worth of calls.
local memory_s = 10

-- Of the places after `from`, those of whom nobody is to come: they went before they were called.
local function gone_between(from, to)
  local first = math.floor((from + 1) / 8)
  local bytes, found = redis.call("GETRANGE", KEYS[7], first, math.floor(to / 8)), 0
  for at = 1, #bytes do
    local byte = bytes:byte(at)
    for bit = 0, 7 do
      local place = (first + at - 1) * 8 + bit
      if byte >= 2 ^ (7 - bit) then
        byte = byte - 2 ^ (7 - bit)
        if place > from and place <= to then found = found + 1 end
      end
    end
  end
  return found
end

local refusal = enter_room()
if refusal then return refusal end
local inside, here, on_the_way = active(), redis.call("ZCARD", KEYS[5]), 0
local calls, absent, rate = read_calls(), number("absent"), number("rate")
local stock = tonumber(ARGV[5]) or math.huge

local function figures()
  for _, call in ipairs(calls) do on_the_way = on_the_way + math.max(0, call.size - call.came) end
  local said = { "called" }
  for _, field in ipairs({ "serving", "phase", "mode", "paused", "rate", "opens", "version", "count", "root", "round",
    "seed" }) do said[#said + 1] = room[field] or "" end
  for _, count in ipairs({ inside, here, on_the_way }) do said[#said + 1] = tostring(count) end
  return answer(said)
end
if room.phase ~= "line" or room.paused == "1" then return figures() end

while calls[1] and now - calls[1].at >= number("window") do
  local call = table.remove(calls, 1)
  local weight = call.size / (call.size + rate * memory_s)
  absent = absent + (1 - call.came / call.size - absent) * weight
end
absent = math.min(absent_max, math.max(0, absent))

local lead, window = number("lead") / 1000, number("window") / 1000
local wanted = math.min(rate * lead, number("most") - inside, stock) - redis.call("ZCARD", KEYS[5])
local kept = wanted * ((1 - absent) * lead + absent * window) / (lead * (1 - absent))
for _, call in ipairs(calls) do kept = kept - (call.size - call.came) end
local serving = past_holes(number("serving"))
local more = math.min(math.floor(kept + 0.5), number("issued") - serving, before_hole(serving))
if stock < math.huge then
  local coming = here
  for _, call in ipairs(calls) do coming = coming + call.size - call.came end
  more = math.min(more, math.floor(stock - coming))
end
if more > 0 then
  add_call(calls, serving + more, more, gone_between(serving, serving + more))
  serving = past_holes(serving + more)
end
set("serving", serving)
write_calls(calls)
set("absent", absent)
return figures()
