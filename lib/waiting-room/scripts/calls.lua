--[[
  The calls of the last `window`, oldest first, in the field `called`: "last place:ms:how many:how many came;...".
  Calls within a second of each other are one: however many controllers tick, there are few.
]]
local merged_ms = 1000

local function read_calls()
  local calls = {}
  for upper, at, size, came in (room.called or ""):gmatch("(%d+):(%d+):(%d+):(%d+)") do
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
