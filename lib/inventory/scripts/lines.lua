--[[
  What is asked for, ten arguments a line from ARGV[at] on:
  type, quantity, opens ms, closes ms, most in one order, pool key, pool size, own key (0 for none), own size, prices
  A seated line has for its pool's size "length of the string:positions picked:how many of the best:how many fans need an
  accessible seat:split:gaps refused:from-to,..." (split and gaps 1 or 0; no range: wherever).

  `more` is how many units a line still needs.
  Refusals: {"not_on_sale", opens?}, {"limit", "per_type" | "per_order" | "per_fan", most}, those of supply.lua.
]]
local function seat_wish(line, text)
  local length, picked, best, need, split, gaps, ranges = text:match("^(%d+):([%d,]*):(%d+):(%d+):(%d):(%d):([%d,-]*)$")
  line.picked, line.best, line.need, line.parts = picked, tonumber(best), tonumber(need), {}
  line.split, line.gaps = split == "1", gaps == "1"
  for from, to in ranges:gmatch("(%d+)-(%d+)") do
    line.parts[#line.parts + 1] = { from = tonumber(from), to = tonumber(to) }
  end
  if #line.parts == 0 then line.parts[1] = { from = 1, to = tonumber(length), all = true } end
end

local function lines_from(at)
  local lines = {}
  for i = at, #ARGV, 10 do
    local letters = letters_of(ARGV[i])
    local size = tonumber(letters and ARGV[i + 6]:match("^%d+") or ARGV[i + 6])
    local ranges = { { key = tonumber(ARGV[i + 5]), size = size, letters = letters } }
    if ARGV[i + 7] ~= "0" then ranges[2] = { key = tonumber(ARGV[i + 7]), size = tonumber(ARGV[i + 8]) } end
    lines[#lines + 1] = {
      type = ARGV[i], quantity = tonumber(ARGV[i + 1]), more = tonumber(ARGV[i + 1]), ranges = ranges,
      opens = tonumber(ARGV[i + 2]), closes = tonumber(ARGV[i + 3]), most = tonumber(ARGV[i + 4]), prices = ARGV[i + 9],
      letters = letters,
    }
    if letters then seat_wish(lines[#lines], ARGV[i + 6]) end
  end
  return lines
end

local function fields_of(lines, fields)
  for _, line in ipairs(lines) do
    fields[#fields + 1] = "held:" .. line.type
    for letter in (line.letters or ""):gmatch("[^-]") do
      fields[#fields + 1], fields[#fields + 2] = "free:" .. letter, "hints:" .. letter
    end
    for _, range in ipairs(line.ranges) do
      local name = not range.letters and range_of(range.key)
      if name then fields[#fields + 1], fields[#fields + 2] = "top:" .. name, "freed:" .. name end
      if range == line.ranges[2] then fields[#fields + 1], fields[#fields + 2] = "most:" .. name, "sold:" .. line.type end
    end
  end
  return fields
end

local function off_sale(lines)
  local paused = count("paused") > now
  -- One that its own end has passed goes, so that the rush is answered early again.
  if get("paused") and not paused then set("paused", false) end
  for _, line in ipairs(lines) do
    local wanted = line.more > 0
    if wanted and (paused or now >= line.closes) then return { "not_on_sale" } end
    if wanted and now < line.opens then return { "not_on_sale", string.format("%d", line.opens) } end
  end
end

local function over_limit(lines, most, others)
  local total = 0
  for _, line in ipairs(lines) do
    if line.quantity > line.most then return { "limit", "per_type", line.most } end
    total = total + line.quantity
  end
  if total > most then return { "limit", "per_order", most } end
  if total + others > most then return { "limit", "per_fan", most } end
end
