--[[
  Which seats each line gets: those picked, as the rules of picked seats allow, then the best available.
  Refusals: {"seats_taken", position, ...}, {"sold_out", type, left}, {"rule", name, position, ...}
]]
-- The seats picked that the hold does not have yet; `hold` gets all of them, with the letters of their line.
local function pick(line, mine, hold, taken, around)
  local kept, new = {}, {}
  for position in (line.kept or ""):gmatch("%d+") do
    kept[tonumber(position)], hold[tonumber(position)] = true, line.letters
  end
  read_seats(line.kept or "", around)
  for _, position in ipairs(read_seats(line.picked, around)) do
    local letter = letter_at(position)
    local free = letter and line.letters:find(letter, 1, true) and (seats[position] == letter or mine[position])
    if not kept[position] and (not free or hold[position]) then taken[#taken + 1] = position end
    if not kept[position] then new[#new + 1] = position end
    hold[position] = line.letters
  end
  return new
end

local function find_best(line, hold, mine)
  local k = line.more - #line.new
  if k <= 0 then return nil end
  local found, need, back = nil, line.need, 0
  for _ in pairs(mine) do back = back + 1 end
  for position in pairs(hold) do
    if letter_at(position) == hold[position]:sub(2, 2) then need = need - 1 end
  end
  if need > 0 then
    local text = reading(hold, mine)(0, -1)
    for _, part in ipairs(line.parts) do
      local at = not found and with_need(text, part.from, part.to, line.letters, k, need)
      found = found or at and { at, k }
    end
  -- "-" is no kind: nothing normal is sold here.
  elseif line.letters:sub(1, 1) ~= "-" and count("free:" .. line.letters:sub(1, 1)) + back >= k then
    found = best_beside(line, k, hold, mine) or best(line, k, hold, mine)
  end
  if not found then return { "sold_out", line.type, left(line.ranges[1].key, line.ranges[1].size, line.letters) } end
  for i = 1, k do
    local position = i <= found[2] and found[1] + i - 1 or found[3] + i - 1 - found[2]
    line.new[#line.new + 1], hold[position] = position, line.letters
  end
end

-- Every seated line gets `new`, the positions it takes; or says why not. `mine` are given back first by the same script.
local function choose(lines, mine)
  local hold, taken, rules, around = {}, { "seats_taken" }, nil, 2
  for _, line in ipairs(lines) do around = around + (line.letters and line.quantity or 0) end
  for _, line in ipairs(lines) do
    if line.letters then line.new, rules = pick(line, mine, hold, taken, around), line end
  end
  if not rules then return nil end
  local refusal = #taken > 1 and taken or broken_rule(hold, mine, rules)
  for _, line in ipairs(lines) do
    if line.letters then refusal = refusal or find_best(line, hold, mine) end
  end
  return refusal
end
