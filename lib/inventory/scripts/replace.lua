--[[
  Postgres says these units of the hold are owned by another order: they are sold, and the hold gets others.
  With too few left the hold ends.

  ARGV[4] hold, [5] owned units ",type/unit,type/unit,", ARGV[6..] a line for each type of theirs (see lines.lua)
  Returns {"held", generation, line}, {"sold_out", type, left, ...}, {"hold_gone"}, {"again"}, or a refusal of sale.lua.
  Repeatable: a unit the hold no longer has is not replaced twice.
]]
local lines = lines_from(6)
local refusal = open(fields_of(lines, { "@" .. ARGV[4]:sub(23) }))
if refusal then return refusal end
local _, more_lapsed = lapse()
local hold = find(ARGV[4])
if not hold or hold.gone then return answer({ "hold_gone" }) end

local by_type, keeps = {}, {}
for _, line in ipairs(lines) do by_type[line.type], line.more = line, 0 end
for type, quantity, prices, units, own_units in hold.items:gmatch(item_shape) do
  local kept, own_kept, own = {}, {}, own_units:gmatch("%d+")
  for unit in units:gmatch("%d+") do
    local own_unit = own()
    if not ARGV[5]:find("," .. type .. "/" .. unit .. ",", 1, true) then
      kept[#kept + 1], own_kept[#own_kept + 1] = unit, own_unit
    end
  end
  local line = by_type[type]
  if line then line.quantity, line.more, line.prices = tonumber(quantity), quantity - #kept, prices end
  local places = table.concat(kept, ",") .. ":" .. table.concat(own_kept, ",")
  keeps[#keeps + 1] = { type = type, line = line, units = kept, own_units = own_kept,
    item = table.concat({ type, #kept, prices, places }, ":") }
end

local missing = short(lines, {})
if missing and (missing[1] == "not_loaded" or more_lapsed) then
  return answer(missing[1] == "not_loaded" and missing or { "again" })
end

local items = {}
for i, keep in ipairs(keeps) do
  local line = keep.line
  if line then
    add("sold:" .. keep.type, line.more)
    add("held:" .. keep.type, -line.more)
  end
  items[i] = keep.item
  if line and line.more > 0 and not missing then
    items[i] = fill(line, table.concat(keep.units, ","), table.concat(keep.own_units, ","))
  end
end
hold.items = table.concat(items, ";")
put(hold)
if missing then finish(hold, false) end
return answer(missing or held(hold))
