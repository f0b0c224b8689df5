--[[
  Numbers that nobody has, in the field `holes`: "first:last;...". A recovery leaves some out, to be above the highest
  that was ever given; they are passed, not called.
]]
local function past_holes(serving)
  for first, last in (room[named("holes")] or ""):gmatch("(%d+):(%d+)") do
    if serving >= tonumber(first) - 1 and serving < tonumber(last) then serving = tonumber(last) end
  end
  return serving
end

-- How many may be called from here without meeting a hole.
local function before_hole(serving)
  local free = math.huge
  for first in (room[named("holes")] or ""):gmatch("(%d+):%d+") do
    if tonumber(first) > serving then free = math.min(free, tonumber(first) - 1 - serving) end
  end
  return free
end

local function holes_in_all()
  local count = 0
  for first, last in (room[named("holes")] or ""):gmatch("(%d+):(%d+)") do count = count + last - first + 1 end
  return count
end
