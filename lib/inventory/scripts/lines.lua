--[[
  What is asked for, ten arguments a line from ARGV[at] on:
  type, quantity, opens ms, closes ms, most in one order, pool key, pool size, own key (0 for none), own size, prices

  `more` is how many units a line still needs.
  Refusals: {"not_on_sale", opens?}, {"limit", "per_type" | "per_order" | "per_fan", most},
            {"sold_out", type, left, ...}, {"not_loaded"}.
]]
local function lines_from(at)
  local lines = {}
  for i = at, #ARGV, 10 do
    local ranges = { { key = tonumber(ARGV[i + 5]), size = tonumber(ARGV[i + 6]) } }
    if ARGV[i + 7] ~= "0" then ranges[2] = { key = tonumber(ARGV[i + 7]), size = tonumber(ARGV[i + 8]) } end
    lines[#lines + 1] = {
      type = ARGV[i], quantity = tonumber(ARGV[i + 1]), more = tonumber(ARGV[i + 1]), ranges = ranges,
      opens = tonumber(ARGV[i + 2]), closes = tonumber(ARGV[i + 3]), most = tonumber(ARGV[i + 4]), prices = ARGV[i + 9],
    }
  end
  return lines
end

local function fields_of(lines, fields)
  for _, line in ipairs(lines) do
    fields[#fields + 1] = "held:" .. line.type
    for _, range in ipairs(line.ranges) do
      fields[#fields + 1], fields[#fields + 2] = "top:" .. range_of(range.key), "freed:" .. range_of(range.key)
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

-- `returning` counts, by key, numbers the same script gives back before it takes.
local function short(lines, returning)
  local free, reply, enough = {}, { "sold_out" }, true
  for _, line in ipairs(lines) do
    local least = math.huge
    for _, range in ipairs(line.ranges) do
      local n = left(range.key, range.size)
      if not n then return { "not_loaded" } end
      least = math.min(least, n)
      free[range.key] = (free[range.key] or n + (returning[range.key] or 0)) - line.more
      if free[range.key] < 0 and line.more > 0 then enough = false end
    end
    reply[#reply + 1], reply[#reply + 2] = line.type, math.max(0, least)
  end
  if not enough then return reply end
end

-- Takes what a line still needs: an item, after the units it has already.
local function fill(line, units, own_units)
  local taken = { units }
  local function with(kept, more) return kept ~= "" and more ~= "" and kept .. "," .. more or kept .. more end
  for i, range in ipairs(line.ranges) do taken[i] = take(range.key, line.more) end
  add("held:" .. line.type, line.more)
  local places = with(units, taken[1]) .. ":" .. with(own_units, taken[2] or "")
  return table.concat({ line.type, line.quantity, line.prices, places }, ":")
end
