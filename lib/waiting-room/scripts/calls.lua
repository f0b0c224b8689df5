--[[
  The calls of the last `window`, oldest first, in the field `called`: "last place:ms:how many:how many came;...".
  Calls within a second of each other are one: however many controllers tick, there are few.
]]
local merged_ms = 1000

local function read_calls()
  local calls = {}
  for upper, at, size, came in (room[named("called")] or ""):gmatch("(%d+):(%d+):(%d+):(%d+)") do
    calls[#calls + 1] = { upper = tonumber(upper), at = tonumber(at), size = tonumber(size), came = tonumber(came) }
  end
  return calls
end

local function write_calls(calls)
  local texts = {}
  for i, call in ipairs(calls) do texts[i] = string.format("%d:%d:%d:%d", call.upper, call.at, call.size, call.came) end
  set("called", table.concat(texts, ";"))
end

local function add_call(calls, upper, size, came)
  local last = calls[#calls]
  if last and now - last.at < merged_ms then
    last.upper, last.size, last.came = upper, last.size + size, last.came + came
  else
    calls[#calls + 1] = { upper = upper, at = now, size = size, came = came }
  end
end

-- One more of those called has shown up; of a call that is settled it no longer matters.
local function count_arrival(place)
  local calls = read_calls()
  for i, call in ipairs(calls) do
    local lower = i > 1 and calls[i - 1].upper or call.upper - call.size
    if place > lower and place <= call.upper then
      call.came = call.came + 1
      return write_calls(calls)
    end
  end
end

-- In other lines nobody waits for somebody who is in, or has left. A place that was drawn is worked out elsewhere: it
-- counts as one nobody comes to.
local function give_up_elsewhere(person)
  local own = lane
  in_each_lane(function(each)
    local place = each ~= own and tonumber(redis.call("ZSCORE", each.q, person) or nil)
    if not place or (each.name == "" and place <= drawn) then return end
    if redis.call("SETBIT", each.came, place, 1) == 0 then count_arrival(place) end
  end)
end

-- Of the places after `from`, those of whom nobody is to come: they went before they were called.
local function gone_between(from, to)
  local first = math.floor((from + 1) / 8)
  local bytes, found = redis.call("GETRANGE", lane.came, first, math.floor(to / 8)), 0
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
