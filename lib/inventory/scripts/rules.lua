--[[
  Rules of picked seats: accessible ones only as many as are needed, companions only beside an accessible one of the
  same hold, and no free seat left alone where as many seats could be had without.
]]

-- `hold`: letters of its line for every position; `mine` is given back. Nil, or {"rule", name, position, ...}.
local function broken_rule(hold, mine, terms)
  local accessible, companion, gap = { "rule", "accessible_need" }, { "rule", "companion_beside" }, { "rule", "single_gap" }
  local seen = {}
  local function kind(position)
    return hold[position] and hold[position]:find(letter_at(position), 1, true)
  end
  local function is_open(position, letter)
    return letter_at(position) == letter and (seats[position] == letter or mine[position])
  end
  -- Seats of the run that are the hold's, and how many it has in all: one more can only leave one alone.
  local function avoidable(position, letter)
    local of_hold, length = 0, 1
    for step = -1, 1, 2 do
      local at = position + step
      while letter_at(at) == letter and (hold[at] or is_open(at, letter)) do
        of_hold, length, at = of_hold + (hold[at] and 1 or 0), length + 1, at + step
      end
    end
    return length ~= of_hold + 1
  end
  for position in pairs(hold) do
    if kind(position) == 2 then accessible[#accessible + 1] = position end
    if kind(position) == 3 and kind(position - 1) ~= 2 and kind(position + 1) ~= 2 then
      companion[#companion + 1] = position
    end
    for step = -1, 1, 2 do
      local beside, letter = position + step, letter_at(position)
      local alone = not hold[beside] and is_open(beside, letter)
        and (hold[beside + step] or not is_open(beside + step, letter))
      local touches = seats[position] == letter or mine[beside]
      if terms.gaps and alone and touches and not seen[beside] and avoidable(beside, letter) then
        gap[#gap + 1], seen[beside] = beside, true
      end
    end
  end
  if #accessible - 2 > terms.need then return accessible end
  return #companion > 2 and companion or #gap > 2 and gap or nil
end
