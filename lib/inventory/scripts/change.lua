--[[
  The hold with these lines instead. What stays keeps its units and its price (seats: those picked again, then as many
  others as are wanted of the best); the expiry stays.

  ARGV[4] hold, [5] most units a fan may hold, [6] idempotency (16 characters or "-"), [7] most times a fan may give
  back in one window, [8] ms that window lasts, ARGV[9..] lines (see lines.lua)
  KEYS[last] released (see releases.lua)
  Returns {"held", generation, line}, {"hold_gone"}, {"paying", order}, {"idempotency_mismatch"}, {"again"},
  {"rate_limited", ms until the window ends} where more is wanted, or a refusal of sale.lua, lines.lua or choose.lua.
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

-- Units "4,7,8" and their own numbers, as what the line keeps and the rest: those picked, then the first of them.
local function split(line, units, own_units)
  local kept, rest, own = { {}, {} }, { {}, {} }, own_units:gmatch("%d+")
  local others = line and (line.best or line.quantity) or 0
  for unit in units:gmatch("%d+") do
    local picked = line and line.picked and ("," .. line.picked .. ","):find("," .. unit .. ",", 1, true)
    local list = (picked or others > 0) and kept or rest
    if not picked then others = others - 1 end
    list[1][#list[1] + 1], list[2][#list[2] + 1] = unit, own()
  end
  local function text(list) return table.concat(list[1], ","), table.concat(list[2], ",") end
  return #kept[1], #rest[1], text, kept, rest
end

local by_type, dropped, returning, mine, before, given = {}, {}, {}, {}, 0, 0
for _, line in ipairs(lines) do by_type[line.type] = line end
for type, quantity, prices, units, own_units in hold.items:gmatch(item_shape) do
  local line, pool, own = by_type[type], keys_of(type)
  local n_kept, n, text, kept, rest = split(line, units, own_units)
  before, given = before + quantity, given + n
  local drop = { type = type, n = n }
  drop.units, drop.own_units = text(rest)
  dropped[#dropped + 1] = drop
  returning[pool], returning[own] = (returning[pool] or 0) + n, (returning[own] or 0) + n
  if letters_of(type) then
    for _, position in ipairs(rest[1]) do mine[tonumber(position)] = true end
  end
  if line then
    line.kept, line.own_kept = text(kept)
    line.prices, line.more = prices, line.quantity - n_kept
  end
end

refusal = off_sale(lines) or over_limit(lines, tonumber(ARGV[5]), units_held(holds_of(owner)) - before)
refusal = refusal or short(lines, returning) or choose(lines, mine)
for _, line in ipairs(lines) do refusal = refusal or line.more > 0 and too_often(owner, tonumber(ARGV[7])) or nil end
if refusal then
  return answer(more_lapsed and may_turn[refusal[1]] and { "again" } or refusal)
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
