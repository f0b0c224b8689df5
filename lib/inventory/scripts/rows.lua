--[[
  Runs of free seats of one kind (`letter`) in `text`, a part of the string of seats (see seats.lua).
]]
local row_max, after_row = 450, 7
local tried_max = 400

-- Where the row begins that has `at`.
local function row_start(text, at)
  if at > after_row and text:byte(at - after_row) == 64 then return at end
  local from = math.max(1, at - row_max)
  local before = text:sub(from, at - 1):match(".*()@")
  return before and from + before - 1 + after_row or from
end

-- Where among so many seats side by side k begin, nearest to `ideal`, leaving no single one alone where that can be.
local function offset_of(length, k, ideal)
  local spare = length - k
  local best = math.abs(spare - ideal) < math.abs(ideal) and spare or 0
  if spare < 4 then return best end
  local between = math.min(math.max(math.ceil(ideal - 0.5), 2), spare - 2)
  return math.abs(between - ideal) < math.abs(best - ideal) and between or best
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

--[[
  Where k seats begin in the first row from `from` on that has them, and where that row begins. Nil where no row has that
  `text` has to its end; after `tried_max` runs that would leave one alone also where to go on.
]]
local function first_row(text, from, letter, k, alone)
  local run, other, i = letter:rep(k), "[^" .. letter .. "]", from
  for _ = 1, tried_max do
    local at = text:find(run, i, true)
    local past = at and text:find(other, at + k)
    if not past then return nil end
    if alone or past - at ~= k + 1 then
      local last = text:find("@", past, true)
      local row = last and row_start(text, at)
      return row and in_row(text, row, last - 1, letter, k, alone), row
    end
    i = past
  end
  return nil, row_start(text, i)
end
