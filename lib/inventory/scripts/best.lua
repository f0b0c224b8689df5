--[[
  The best seats there are, adjacent: in the first row that has them, nearest to its middle, leaving no single seat alone
  while a row has others. Over two rows, one behind the other, only where that is agreed to.
]]
-- Reads the string of seats as GETRANGE does: what `mine` are is free, what `hold` has is not, lapsed holds are over.
local function reading(hold, mine)
  write_seats()
  return function(from, to)
    local text = redis.call("GETRANGE", KEYS[3], from, to)
    local function put(positions, status)
      for position in pairs(positions) do
        local at = position - from
        local kind = at > 0 and at <= #text and text:byte(at) % 32
        if kind then text = text:sub(1, at - 1) .. string.char(status + kind) .. text:sub(at + 1) end
      end
    end
    put(mine, free_seat)
    put(hold, held_seat)
    return text
  end
end

local function best_of_house(read, letter, k, hold, mine, length)
  local field = "hints:" .. letter
  local hints = get(field) or no_hints
  if next(hold) == nil and next(mine) == nil then
    local at, then_hints = find_run(read, hints, length, letter, k)
    if then_hints ~= hints then set(field, then_hints) end
    return at
  end
  -- Seats that are the hold's already or still could leave others alone, or none: only where there are any is known.
  local first = hint_at(hints, math.min(k, hints_max))
  for position in pairs(mine) do first = math.min(first, position) end
  return (find_run(read, string.format("%06d", first):rep(2 * hints_max), length, letter, k))
end

local function best_of_parts(read, parts, letter, k)
  local base = parts[1].from - 1
  local text = read(base, parts[#parts].to - 1)
  for _, alone in ipairs({ false, true }) do
    for _, part in ipairs(parts) do
      local at = first_row(text:sub(part.from - base, part.to - base), 1, letter, k, alone)
      if at then return at + part.from - 1 end
    end
  end
end

-- Positions of k seats of the line, {from, how many, from?}, or nil. `line.parts` are the ranges to look in.
local function best(line, k, hold, mine)
  local letter, read = line.letters:sub(1, 1), reading(hold, mine)
  local at
  if line.parts[1].all then
    at = best_of_house(read, letter, k, hold, mine, line.parts[1].to)
  else
    at = best_of_parts(read, line.parts, letter, k)
  end
  if at then return { at, k } end
  return line.split and k > 1 and two_rows(read(0, -1), line.parts, letter, k) or nil
end
