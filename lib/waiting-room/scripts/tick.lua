--[[
  How far to call. Only leads: what may be admitted is decided by claim.lua, which no call can widen.

  Arrivals are wanted for the next `lead` seconds, as the rate and the free slots allow, less those who are here already.
  Of those called, a share `absent` never comes and is counted as on the way for `window`; so that many are kept on the way.
  ARGV[1] most to call further now, as the stock allows, or "" for any number
  Returns {"called", serving}, or {"not_loaded"}. Harmless when repeated: who is on the way is not called twice.
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
if room.phase ~= "line" or room.paused == "1" then return answer({ "called", room.serving }) end

local calls, absent, rate = read_calls(), number("absent"), number("rate")
while calls[1] and now - calls[1].at >= number("window") do
  local call = table.remove(calls, 1)
  local weight = call.size / (call.size + rate * memory_s)
  absent = absent + (1 - call.came / call.size - absent) * weight
end
absent = math.min(absent_max, math.max(0, absent))

local lead, window = number("lead") / 1000, number("window") / 1000
local slots = number("most") - active()
local wanted = math.min(rate * lead, slots, tonumber(ARGV[1]) or math.huge) - redis.call("ZCARD", KEYS[5])
local kept = wanted * ((1 - absent) * lead + absent * window) / (lead * (1 - absent))
local on_the_way = 0
for _, call in ipairs(calls) do on_the_way = on_the_way + call.size - call.came end

local serving = number("serving")
local more = math.min(math.floor(kept - on_the_way + 0.5), number("issued") - serving)
if more > 0 then
  add_call(calls, serving + more, more, gone_between(serving, serving + more))
  set("serving", serving + more)
end
write_calls(calls)
set("absent", absent)
return answer({ "called", room.serving })
