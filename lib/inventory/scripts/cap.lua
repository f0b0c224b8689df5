--[[
  A ticket type's own capacity is lower from now on: until a catalogue that says so is loaded, or it is lifted again.
  ARGV[4] key of its own range (0: it has none), [5] its size, [6] the new one, [7] "1" to lift that,
  ARGV[8] type

  Returns {"capped", generation}, {"not_free", how many are}, {"uncapped"}, {"again"} or a refusal of sale.lua. Repeatable. Whoever asks
  may die: a cap that stays without its catalogue is found by the auditor.
]]
local key, size, most = tonumber(ARGV[4]), tonumber(ARGV[5]), tonumber(ARGV[6])
local field, fields = "", {}
if key > 0 then
  field = "most:" .. range_of(key)
  fields = { field, "freed:" .. range_of(key), "held:" .. ARGV[8], "sold:" .. ARGV[8] }
end
local refusal = open(fields)
if refusal then return refusal end
if key == 0 then return answer({ "uncapped" }) end
if ARGV[7] == "1" then
  if get(field) == ARGV[6] then set(field, false) end
  return answer({ "capped", get("generation") })
end

local _, more_lapsed = lapse()
local free = own_left(ARGV[8], key, size)
if not free then return answer({ "not_loaded" }) end
if count("held:" .. ARGV[8]) + count("sold:" .. ARGV[8]) > most then return answer(more_lapsed and { "again" } or { "not_free", math.max(0, free) }) end
if not get(field) or count(field) > most then set(field, ARGV[6]) end
return answer({ "capped", get("generation") })
