--[[
  A hold that gets more of the best seats gets them beside those it keeps, where that can be.
]]
-- How many seats of the kind are free from `at` on, up to `most`.
local function room(at, step, letter, most, hold, mine)
  local n = 0
  while n < most and letter_at(at) == letter and (seats[at] == letter or mine[at]) and not hold[at] do
    n, at = n + 1, at + step
  end
  return n
end

local function in_parts(parts, from, to)
  for _, part in ipairs(parts) do
    if part.from <= from and to <= part.to then return true end
  end
end

-- k to either side of the seats that the line keeps, all of them side by side then, as `best` answers; nil for none.
local function best_beside(line, k, hold, mine)
  local first, last, n, letter = math.huge, 0, 0, line.letters:sub(1, 1)
  for position in (line.kept or ""):gmatch("%d+") do
    first, last, n = math.min(first, position), math.max(last, position), n + 1
  end
  if n == 0 or last - first + 1 ~= n or not in_parts(line.parts, first, last) then return nil end
  local before, behind = room(first - 1, -1, letter, k + 2, hold, mine), room(last + 1, 1, letter, k + 2, hold, mine)
  local best_n, least
  for i = math.max(0, k - behind), math.min(k, before) do
    local alone = (before - i == 1 and 1 or 0) + (behind - k + i == 1 and 1 or 0)
    if not best_n or alone < least then best_n, least = i, alone end
  end
  return best_n and { first - best_n, best_n, last + 1 }
end
