--[[
  Seats side by side for fans of whom some need an accessible one: exactly so many of these, and each companion seat
  beside one of them.
]]
local windows_max = 500

-- `window`: the free seats; `kinds`: the letters of normal, accessible and companion.
local function is_fit(window, kinds, need)
  local accessible, companion = kinds:sub(2, 2), kinds:sub(3, 3)
  local there = 0
  for i = 1, #window do
    local letter = window:sub(i, i)
    if letter == "-" or not kinds:find(letter, 1, true) then return false end
    if letter == accessible then there = there + 1 end
    local beside = window:sub(i - 1, i - 1) == accessible and i > 1 or window:sub(i + 1, i + 1) == accessible
    if letter == companion and not beside then return false end
  end
  return there == need
end

-- Where k such seats begin, in the first row that has them nearest to its middle; nil for none.
local function with_need(text, from, to, kinds, k, need)
  local accessible, i, tried = kinds:sub(2, 2), from, 0
  while tried < windows_max do
    local at = accessible ~= "-" and text:find(accessible, i, true)
    if not at or at > to then return nil end
    local row, last = row_start(text, at), text:find("@", at, true) - 1
    local latest = at + (text:sub(at + 1, last):match(".*()" .. accessible) or 0)
    local best, least = nil, math.huge
    for first = math.max(row, at - k + 1), math.min(last - k + 1, latest) do
      local distance = math.abs((row + last - k + 1) / 2 - first)
      tried = tried + 1
      if distance < least and is_fit(text:sub(first, first + k - 1), kinds, need) then best, least = first, distance end
    end
    if best then return best end
    i = last + 1
  end
end
