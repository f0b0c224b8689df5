--[[
  How far to call. Only leads: what may be admitted is decided by claim.lua, which no call can widen.

  Arrivals are wanted for the next `lead` seconds, as the rate and the free slots allow, less those who are here already.
  Of those called, a share `absent` never comes and is counted as on the way for `window`; so that many are kept on the way.
  Of several lines each calls for its share; what one cannot use, as nobody is left in it, is for the others.
  ARGV[5] units that somebody could hold now, or "" for any number: no more people than that are on the way or here
  Returns {"called", serving, phase, mode, paused, rate, opens, version, count, root, round, seed, active, here, on the way},
  or {"not_loaded"}. Harmless when repeated: who is on the way is not called twice.
]]
local absent_max = 0.8
-- A call weighs in the share of the absent by its size, beside so many seconds' worth of calls.
local memory_s = 10

local refusal = enter_room()
if refusal then return refusal end
local inside, here, on_the_way, rate = active(), 0, 0, number("rate")
local stock = tonumber(ARGV[5]) or math.huge
local moves = {}

local function coming(line)
  local count = 0
  for _, call in ipairs(line.calls) do count = count + math.max(0, call.size - call.came) end
  return count
end

-- Calls that are over tell how many of the called do not come.
local function settle(line)
  while line.calls[1] and now - line.calls[1].at >= number("window") do
    local call = table.remove(line.calls, 1)
    local weight = call.size / (call.size + rate * memory_s)
    line.absent = line.absent + (1 - call.came / call.size - line.absent) * weight
  end
  line.absent = math.min(absent_max, math.max(0, line.absent))
  line.wants = line.here + coming(line) + number("issued") - number("serving")
end

local function is_next(line)
  for _, other in ipairs(moves) do
    if other.wants > 0 and turn_of(other.lane) < turn_of(line.lane) then return false end
  end
  return true
end

local function call_on(line)
  local lead, window = number("lead") / 1000, number("window") / 1000
  local wanted = line.part - line.here
  local kept = wanted * ((1 - line.absent) * lead + line.absent * window) / (lead * (1 - line.absent)) - coming(line)
  -- A part of few slots may be less than a person: the line whose turn it is has somebody to take it.
  local least = line.part > 0 and line.here + coming(line) == 0 and is_next(line) and 1 or 0
  local serving = past_holes(number("serving"))
  local more = math.min(math.max(least, math.floor(kept + 0.5)), number("issued") - serving, before_hole(serving))
  if stock < math.huge then more = math.min(more, math.floor(stock - here - on_the_way)) end
  if more > 0 then
    local gone = gone_between(serving, serving + more)
    add_call(line.calls, serving + more, more, gone)
    on_the_way = on_the_way + more - gone
    serving = past_holes(serving + more)
  end
  set("serving", serving)
  write_calls(line.calls)
  set("absent", line.absent)
end

in_each_lane(function(each)
  local line = { lane = each, calls = read_calls(), absent = number("absent"), here = redis.call("ZCARD", each.rdy) }
  if is_moving() and room.paused ~= "1" then
    settle(line)
    moves[#moves + 1] = line
  end
  here, on_the_way = here + line.here, on_the_way + coming(line)
end)
divide(moves, math.min(rate * number("lead") / 1000, number("most") - inside, stock))
for _, line in ipairs(moves) do in_lane(line.lane, function() call_on(line) end) end

local said = { "called" }
for _, field in ipairs({ "serving", "phase", "mode", "paused", "rate", "opens", "version", "count", "root", "round",
  "seed" }) do said[#said + 1] = room[field] or "" end
for _, count in ipairs({ inside, here, on_the_way }) do said[#said + 1] = string.format("%d", count) end
return answer(said)
