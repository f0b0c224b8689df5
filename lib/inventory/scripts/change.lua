--[[
  The hold with these lines instead. What stays keeps its units and its price; the expiry stays.

  ARGV[4] hold, [5] most units a fan may hold, [6] idempotency (16 characters or "-"), [7] most times a fan may give
  back in one window, [8] ms that window lasts, ARGV[9..] lines (see lines.lua)
  KEYS[last] released (see releases.lua)
  Returns {"held", generation, line}, {"hold_gone"}, {"paying", order}, {"idempotency_mismatch"}, {"again"},
  {"rate_limited", ms until the window ends} where more is wanted, or a refusal of sale.lua or lines.lua.
  Repeatable: a hold that has these lines already stays as it is, and so does one that this key has changed.
]]
local lines, idem = lines_from(9), ARGV[6]
local changes_kept = 16
local owner = ARGV[4]:sub(23)
local refusal = open(fields_of(lines, { "paused", "released", "@" .. owner }))
if refusal then return refusal end
local _, more_lapsed = lapse()
local hold = find(ARGV[4])
if not hold or hold.gone then return answer({ "hold_gone" }) end
if hold.paying then return answer({ "paying", hold.state:sub(2) }) end
local earlier = {}
for change in hold.idem:gmatch("/([^/]+)") do
  if change:sub(1, 8) == idem:sub(1, 8) then return answer(change == idem and held(hold) or { "idempotency_mismatch" }) end
  earlier[#earlier + 1] = change
end

-- The first n of "4,7,8", and the rest.
local function split(numbers, n)
  local kept, rest = {}, {}
  for number in numbers:gmatch("%d+") do
    local list = #kept < n and kept or rest
    list[#list + 1] = number
  end
  return table.concat(kept, ","), table.concat(rest, ","), #rest
end

local by_type, dropped, returning, before, given = {}, {}, {}, 0, 0
for _, line in ipairs(lines) do by_type[line.type] = line end
for type, quantity, prices, units, own_units in hold.items:gmatch(item_shape) do
  local line, pool, own = by_type[type], keys_of(type)
  local kept, rest, n = split(units, line and line.quantity or 0)
  local own_kept, own_rest, own_n = split(own_units, line and line.quantity or 0)
  before, given = before + quantity, given + n
  dropped[#dropped + 1] = { type = type, n = n, units = rest, own_units = own_rest }
  returning[pool], returning[own] = (returning[pool] or 0) + n, (returning[own] or 0) + own_n
  if line then
    line.kept, line.own_kept, line.prices = kept, own_kept, prices
    line.more = math.max(0, line.quantity - quantity)
  end
end

refusal = off_sale(lines) or over_limit(lines, tonumber(ARGV[5]), units_held(holds_of(owner)) - before)
refusal = refusal or short(lines, returning)
for _, line in ipairs(lines) do refusal = refusal or line.more > 0 and too_often(owner, tonumber(ARGV[7])) or nil end
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
if given > 0 then gave_back(owner, tonumber(ARGV[8])) end
if idem ~= "-" then
  earlier[#earlier + 1] = idem
  hold.idem = table.concat({ hold.idem:match("^[^/]+"), unpack(earlier, math.max(1, #earlier - changes_kept + 1)) }, "/")
end
put(hold)
return answer(held(hold))
