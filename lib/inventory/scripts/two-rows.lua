--[[
  Seats of one kind over a row and the one behind it.
]]
local function longest(text, first, last, letter)
  local most = 0
  for run in text:sub(first, last):gmatch(letter .. "+") do most = math.max(most, #run) end
  return most
end

-- k seats over a row and the one behind it: both places and how many in the first. No fan sits alone where that can be.
local function over_two(text, base, first, last, letter, k)
  local behind = tonumber(text:sub(last + 2, last + after_row)) - base
  if behind < 1 then return end
  local behind_last, half = text:find("@", behind, true) - 1, letter:rep(math.ceil(k / 2))
  local function has_half(from, to) return text:sub(from, to):find(half, 1, true) end
  if not has_half(first, last) and not has_half(behind, behind_last) then return end
  local here, there = longest(text, first, last, letter), longest(text, behind, behind_last, letter)
  local found, found_worth
  for n = math.max(1, k - there), math.min(here, k - 1) do
    local at = in_row(text, first, last, letter, n, false)
    local other = in_row(text, behind, behind_last, letter, k - n, false)
    local worth = (at and other and 4 or 0) + (math.min(n, k - n) > 1 and 2 or 0) - math.abs(2 * n - k) / k
    if not found or worth > found_worth then
      at = at or in_row(text, first, last, letter, n, true)
      found, found_worth = { at, n, other or in_row(text, behind, behind_last, letter, k - n, true) }, worth
    end
  end
  return found
end

local function rows_for_two(text, base, from, to, letter, k)
  local row = from
  while row <= to do
    local last = text:find("@", row, true) - 1
    local found = over_two(text, base, row, last, letter, k)
    if found then return found end
    row = last + 1 + after_row
  end
end
