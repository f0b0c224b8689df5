--[[
  The best seats there are, adjacent: in the first row that has them, nearest to its middle, leaving no single seat alone
  while a row has others. Over two rows, one behind the other, only where that is agreed to.
]]
local hints_max, tried_max = 8, 400

-- The first row from `from` to `to` with k seats side by side: where they begin, and where the first such run does.
local function first_row(text, from, to, letter, k)
  local run, other = letter:rep(k), "[^" .. letter .. "]"
  local first, i = nil, from
  for _ = 1, tried_max do
    local at = text:find(run, i, true)
    if not at or at > to then break end
    first = first or at
    i = text:find(other, at + k)
    if i - at ~= k + 1 then
      local row, last = row_of(text, at)
      return in_row(text, row, last, letter, k, false), first
    end
  end
  return nil, first
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

local function hints_of(letter)
  local hints = {}
  for from in (get("hint:" .. letter) or "1,1,1,1,1,1,1,1"):gmatch("%d+") do hints[#hints + 1] = tonumber(from) end
  return hints
end

-- No run of k begins before `from`, so neither does a longer one.
local function keep_hints(letter, hints, k, from)
  if k > hints_max or from <= hints[k] then return end
  for i = k, hints_max do hints[i] = math.max(hints[i], from) end
  set("hint:" .. letter, table.concat(hints, ","))
end

-- The seats from base + 1 on, lapsed ones among the free, without those that `claimed` has already.
local function text_from(base, claimed)
  write_seats()
  local text = redis.call("GETRANGE", KEYS[3], base, -1)
  for position in pairs(claimed) do
    local at = position - base
    if at > 0 then text = text:sub(1, at - 1) .. "A" .. text:sub(at + 1) end
  end
  return text
end

-- Positions of k seats of the line, {from, how many, from?}, or nil. `line.parts` are the ranges to look in.
local function best(line, k, claimed)
  local letter, whole = line.letters:sub(1, 1), #line.parts == 1 and next(claimed) == nil
  local hints = hints_of(letter)
  local hint = hints[math.min(k, hints_max)]
  local base = line.split and 0 or math.max(0, hint - 1 - row_max)
  local text = text_from(base, claimed)
  local start = hint - base > #text and #text + 1 or row_of(text, hint - base)
  local alone
  for _, part in ipairs(line.parts) do
    local from, to = math.max(start, part.from - base), part.to - base
    local at, first = first_row(text, from, to, letter, k)
    if whole and part.all then keep_hints(letter, hints, k, first and first + base or part.to + 1) end
    if at then return { at + base, k } end
    alone = alone or first
  end
  local row, last = row_of(text, alone or 1)
  if alone then return { in_row(text, row, last, letter, k, true) + base, k } end
  for _, part in ipairs(line.split and k > 1 and line.parts or {}) do
    local found = rows_for_two(text, base, part.from - base, part.to - base, letter, k)
    if found then return { found[1] + base, found[2], found[3] + base } end
  end
end
