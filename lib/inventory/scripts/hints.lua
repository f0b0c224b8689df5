--[[
  Where to begin to look for k free seats of one kind: the sale's field hints:<letter>, six digits for each k from 1 to 8,
  then as many again. No row before the first has k side by side; none before the second has them without leaving one alone.
  What is given back lowers both, and a seat taken by itself the second: of three free ones it leaves two.
]]
local hints_max = 8
local no_hints = ("000001"):rep(2 * hints_max)

local function hint_at(hints, i)
  return tonumber(hints:sub(6 * i - 5, 6 * i))
end

local function with_hint(hints, i, from)
  return hints:sub(1, 6 * i - 6) .. string.format("%06d", from) .. hints:sub(6 * i + 1)
end

-- None is above `position` then; of those for seats that leave none alone, if `second`.
local function lowered(hints, position, second)
  local digits = string.format("%06d", position)
  local kept = second and hints:sub(1, 6 * hints_max) or ""
  return kept .. hints:sub(#kept + 1):gsub("%d%d%d%d%d%d", function(from) return from > digits and digits or nil end)
end
