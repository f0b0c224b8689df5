--[[
  Postgres says these units of the hold are owned by another order: they are sold, and the hold gets others of general
  admission. Seats have no others: the hold keeps the rest and is held again, for its own time. With too few left, or
  nothing, it ends.

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
  local kept, own_kept, owned, own = {}, {}, {}, own_units:gmatch("%d+")
  for unit in units:gmatch("%d+") do
    local own_unit = own()
    if ARGV[5]:find("," .. type .. "/" .. unit .. ",", 1, true) then
      owned[#owned + 1] = unit
    else
      kept[#kept + 1], own_kept[#own_kept + 1] = unit, own_unit
    end
  end
  local line = by_type[type]
  if line then line.quantity, line.more, line.prices = tonumber(quantity), line.letters and 0 or #owned, prices end
  local places = table.concat(kept, ",") .. ":" .. table.concat(own_kept, ",")
  keeps[#keeps + 1] = { type = type, line = line, units = kept, own_units = own_kept, owned = owned,
    item = table.concat({ type, #kept, prices, places }, ":") }
end

local missing = short(lines, {})
if missing and (missing[1] == "not_loaded" or more_lapsed) then
  return answer(missing[1] == "not_loaded" and missing or { "again" })
end

local items, lost = {}, false
for _, keep in ipairs(keeps) do
  local line, item = keep.line, keep.item
  if #keep.owned > 0 then
    add("sold:" .. keep.type, #keep.owned)
    add("held:" .. keep.type, -#keep.owned)
  end
  if line and line.more > 0 and not missing then
    item = fill(line, table.concat(keep.units, ","), table.concat(keep.own_units, ","))
  elseif letters_of(keep.type) and #keep.owned > 0 then
    set_seats(table.concat(keep.owned, ","), sold_seat)
    lost = true
  end
  if #keep.units > 0 or item ~= keep.item or missing then items[#items + 1] = item end
end
hold.items = table.concat(items, ";")
if missing or #items == 0 then finish(hold, false) else put(hold) end
if #items > 0 and lost and hold.paying and not missing then unpay(hold) end
return answer(missing or #items == 0 and { "hold_gone" } or held(hold))
