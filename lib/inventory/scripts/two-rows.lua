--[[
  Seats of one kind over a row and the one behind it.
]]
local pairs_max = 200

local function longest(text, first, last, letter)
  local most = 0
  for run in text:sub(first, last):gmatch(letter .. "+") do most = math.max(most, #run) end
  return most
end

-- k seats over a row and the one behind it: both places and how many in the first. No fan sits alone where that can be.
local function over_two(text, first, letter, k)
  local last = text:find("@", first, true) - 1
  local behind = tonumber(text:sub(last + 2, last + after_row))
  if behind == 0 then return end
  local behind_last = text:find("@", behind, true) - 1
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

-- One of two rows has half of the k side by side: for the first rows that do, the one before, then the one behind.
local function two_rows(text, parts, letter, k)
  local half, tried = letter:rep(math.ceil(k / 2)), 0
  for _, part in ipairs(parts) do
    local within, i = part.all and text or text:sub(part.from, part.to), 1
    local at = within:find(half, i, true)
    while at and tried < pairs_max do
      local row = row_start(text, at + part.from - 1)
      local before = text:find(string.format("@%06d", row), 1, true)
      local found = before and over_two(text, row_start(text, before), letter, k) or over_two(text, row, letter, k)
      if found then return found end
      tried = tried + 1
      at = within:find(half, text:find("@", row, true) - part.from + 2, true)
    end
  end
end
