--[[
  Which line enters next, of several under one limit: start-time fair queueing (P. Goyal, H. Vin, H. Cheng: "Start-time
  Fair Queuing", SIGCOMM 1996). Each line has a turn: the tag of its next admission, which moves it on by the inverse of
  its share; the smallest enters first. A line that had nobody here comes back at the room's `turns`: what it did not use
  the others had, and it is not owed.
]]
local turn_cost = 1000

-- A lane has the percentage it was given, everybody's line the rest of a hundred.
local function share_of(each)
  if each.name ~= "" then return math.max(1, tonumber(room["share." .. each.name] or 0)) end
  local rest = 100
  for _, other in ipairs(lanes) do rest = rest - (other.name ~= "" and share_of(other) or 0) end
  return math.max(1, rest)
end

local function step_of(each) return turn_cost / share_of(each) end

local function turn_of(each)
  return math.max(tonumber(room[each.name == "" and "turn" or "turn." .. each.name] or 0), number("turns"))
end

-- How many of all lines enter before somebody of this one who has `rank` others of it before them.
local function entering_before(rank)
  local turn, before = turn_of(lane) + rank * step_of(lane), rank
  for _, other in ipairs(lanes) do
    local here = other ~= lane and redis.call("ZCARD", other.rdy) or 0
    if here > 0 then
      local steps = (turn - turn_of(other)) / step_of(other)
      -- Of two that are even, the one whose name sorts first.
      local sooner = other.name < lane.name and math.floor(steps) + 1 or math.ceil(steps)
      before = before + math.min(here, math.max(0, sooner))
    end
  end
  return before
end

-- Somebody of this line, who is still among those here, enters: no line that has people here is set back by it.
local function take_turn()
  if #lanes == 1 then return end
  local least = turn_of(lane)
  set("turn", least + step_of(lane))
  for _, other in ipairs(lanes) do
    if other ~= lane and redis.call("ZCARD", other.rdy) > 0 then least = math.min(least, turn_of(other)) end
  end
  set("turns", least)
end

-- What each of `lines` has of so many who may come in: by its share, and no more than it `wants`; what is left of that
-- is divided among the others again.
local function divide(lines, total)
  local rest, left = { unpack(lines) }, total
  repeat
    local shares, kept, is_even = 0, {}, true
    for _, line in ipairs(rest) do shares = shares + share_of(line.lane) end
    local unit = left / shares
    for _, line in ipairs(rest) do
      line.part = unit * share_of(line.lane)
      if line.wants < line.part then
        line.part, left, is_even = line.wants, left - line.wants, false
      else
        kept[#kept + 1] = line
      end
    end
    rest = kept
  until is_even or #rest == 0
end
