--[[
  What two readings found wrong is made right: units with an owner are taken, units of nobody are free again unless a
  hold has them by now, held counts are counted anew, sold counts corrected.

  ARGV[4] this mending, [5] generation it was found in, [6] the mending before it then, [7] the ms until it counts,
  ARGV[8] "key:taken numbers:free numbers;..." of ranges, of seats ":blocked ones" behind them, [9] "type:more;..." of sold counts
  Returns {"done"} or a refusal of sale.lua. The same mending twice, one of another generation, one that another came
  before, or one that comes too late (a unit found free may have been sold since) changes nothing.
]]
local refusal = open({ "mended" })
if refusal then return refusal end
if get("generation") ~= ARGV[5] or (get("mended") or "") ~= ARGV[6] or now > tonumber(ARGV[7]) then
  return answer({ "done" })
end
set("mended", ARGV[4])

local in_hold, held = {}, {}
for _, member in ipairs(redis.call("ZRANGE", KEYS[2], 0, -1)) do
  local hold = find(member)
  for type, quantity, _, units in (hold and hold.items or ""):gmatch(item_shape) do
    held[type] = (held[type] or 0) + quantity
    for unit in units:gmatch("%d+") do in_hold[keys_of(type) .. "/" .. unit] = true end
  end
end
for type in ARGV[3]:gmatch("([^:;]+):%d+:%d+") do
  if count("held:" .. type) ~= (held[type] or 0) then set("held:" .. type, held[type] or 0) end
end
for key, taken, freed, blocked in ARGV[8]:gmatch("(%d+):([%d,]*):([%d,]*):?([%d,]*)") do
  local of_seats = KEYS[tonumber(key)]:sub(-6) == ":seats"
  if not of_seats then take_these(tonumber(key), taken) end
  for seat in (of_seats and taken or ""):gmatch("%d+") do
    set_seats(seat, in_hold[key .. "/" .. seat] and held_seat or sold_seat)
  end
  for seat in blocked:gmatch("%d+") do
    if not in_hold[key .. "/" .. seat] then set_seats(seat, blocked_seat) end
  end
  for unit in freed:gmatch("%d+") do
    local nobodys = not in_hold[key .. "/" .. unit]
    if nobodys and of_seats then set_seats(unit, free_seat) elseif nobodys then give(tonumber(key), unit) end
  end
end
for type, more in ARGV[9]:gmatch("([^:;]+):(%-?%d+)") do
  set("sold:" .. type, math.max(0, count("sold:" .. type) + more))
end
return answer({ "done" })
