--[[
  The best seats side by side of a whole house, from the hints on, in few reads.
]]
local window = 2048

-- As `first_row`, from a hint on, by position; where none has them, `length` + 1 or where to go on. Two reads at most.
local function row_from(read, hint, length, letter, k, alone)
  if hint > length then return nil, hint end
  local base = math.max(0, hint - 1 - row_max)
  local text = read(base, math.min(length, hint + window) - 1)
  local at, row = first_row(text, row_start(text, hint - base), letter, k, alone)
  if not row and base + #text < length then
    base = base + row_start(text, #text) - 1
    at, row = first_row(read(base, length - 1), 1, letter, k, alone)
  end
  return at and at + base, row and row + base or length + 1
end

--[[
  Where k seats of the whole house begin: in the first row that has them without leaving one alone, else in the first.
  Nil for none; and the hints as they are now. `read(from, to)` reads the string of seats as GETRANGE does.
]]
local function find_run(read, hints, length, letter, k)
  local i = math.min(k, hints_max)
  local first = hint_at(hints, i)
  local second = k > hints_max and first or math.max(first, hint_at(hints, hints_max + i))
  local at, row = row_from(read, second, length, letter, k, false)
  if k <= hints_max then hints = with_hint(hints, hints_max + i, row) end
  if at then return at, hints end
  at, row = row_from(read, first, length, letter, k, true)
  return at, k <= hints_max and with_hint(hints, i, row) or hints
end
