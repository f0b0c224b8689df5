--[[
  Runs of free seats of one kind (`letter`) in `text`, a part of the string of seats that begins at a row or before one.
]]
local row_max = 450
local after_row = 7

-- Where among so many seats side by side k begin, nearest to `ideal`, leaving no single one alone where that can be.
local function offset_of(length, k, ideal)
  local spare = length - k
  local options = { 0, spare }
  if spare >= 4 then options[3] = math.min(math.max(math.ceil(ideal - 0.5), 2), spare - 2) end
  local best = 0
  for _, offset in ipairs(options) do
    if math.abs(offset - ideal) < math.abs(best - ideal) then best = offset end
  end
  return best
end

-- First and last index of the row that has `at`.
local function row_of(text, at)
  local from = math.max(1, at - row_max)
  local before = text:sub(from, at - 1):match(".*()@")
  return before and from + before - 1 + after_row or from, text:find("@", at, true) - 1
end

-- Where k seats of a row begin, nearest to its middle; those that leave one alone only if `alone`. Nil for none.
local function in_row(text, first, last, letter, k, alone)
  local run, other = letter:rep(k), "[^" .. letter .. "]"
  local best, least, i = nil, math.huge, first
  while true do
    local from = text:find(run, i, true)
    if not from or from > last then return best end
    local past = text:find(other, from + k)
    if alone or past - from ~= k + 1 then
      local ideal = (first + last - k + 1) / 2 - from
      local offset = offset_of(past - from, k, ideal)
      if math.abs(offset - ideal) < least then best, least = from + offset, math.abs(offset - ideal) end
    end
    i = past
  end
end

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
