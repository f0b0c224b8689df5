--[[
  Numbers by network, counted for as long as the room lives, so that one that has many shows a solution for each more.
  Counters are shared by chance: who is asked without need has a second of work, and nobody is ever let off.
]]
local counter_max = 65535

-- Nil, or {"challenge"} where nothing was counted. `counter` is "" where nobody is to be asked.
local function count_network(counter, free, is_proven)
  if counter == "" then return end
  local place = "#" .. counter
  if redis.call("BITFIELD", KEYS[11], "GET", "u16", place)[1] >= math.min(tonumber(free), counter_max) then
    if not is_proven then return { "challenge" } end
    redis.call("HINCRBY", KEYS[1], "solved", 1)
  end
  redis.call("BITFIELD", KEYS[11], "OVERFLOW", "SAT", "INCRBY", "u16", place, 1)
end
