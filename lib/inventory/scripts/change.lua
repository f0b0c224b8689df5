--[[
  The hold with these lines instead. What stays keeps its units and its price; the expiry stays.

  ARGV[4] hold, [5] most units a fan may hold, ARGV[6..] lines (see lines.lua)
  Returns {"held", generation, line}, {"hold_gone"}, {"paying", order}, {"again"}, or a refusal of sale.lua or lines.lua.
  Repeatable: a hold that has these lines already stays as it is.
]]
local lines = lines_from(6)
local owner = ARGV[4]:sub(23)
local refusal = open(fields_of(lines, { "paused", "@" .. owner }))
if refusal then return refusal end
local _, more_lapsed = lapse()
local hold = find(ARGV[4])
if not hold or hold.gone then return answer({ "hold_gone" }) end
if hold.paying then return answer({ "paying", hold.state:sub(2) }) end

-- The first n of "4,7,8", and the rest.
local function split(numbers, n)
  local kept, rest = {}, {}
  for number in numbers:gmatch("%d+") do
    local list = #kept < n and kept or rest
    list[#list + 1] = number
  end
  return table.concat(kept, ","), table.concat(rest, ","), #rest
end

local by_type, dropped, returning, before = {}, {}, {}, 0
for _, line in ipairs(lines) do by_type[line.type] = line end
for type, quantity, prices, units, own_units in hold.items:gmatch(item_shape) do
  local line, pool, own = by_type[type], keys_of(type)
  local kept, rest, n = split(units, line and line.quantity or 0)
  local own_kept, own_rest, own_n = split(own_units, line and line.quantity or 0)
  before = before + quantity
  dropped[#dropped + 1] = { type = type, n = n, units = rest, own_units = own_rest }
  returning[pool], returning[own] = (returning[pool] or 0) + n, (returning[own] or 0) + own_n
  if line then
    line.kept, line.own_kept, line.prices = kept, own_kept, prices
    line.more = math.max(0, line.quantity - quantity)
  end
end

refusal = off_sale(lines) or over_limit(lines, tonumber(ARGV[5]), units_held(holds_of(owner)) - before)
refusal = refusal or short(lines, returning)
if refusal then
  return answer(refusal[1] == "sold_out" and more_lapsed and { "again" } or refusal)
end

for _, drop in ipairs(dropped) do
  give_units(drop.type, drop.units, drop.own_units)
  add("held:" .. drop.type, -drop.n)
end
local items = {}
for i, line in ipairs(lines) do items[i] = fill(line, line.kept or "", line.own_kept or "") end
hold.items = table.concat(items, ";")
put(hold)
return answer(held(hold))
