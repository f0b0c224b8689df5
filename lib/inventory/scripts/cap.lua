--[[
  A ticket type's own capacity is lower from now on: until a catalogue that says so is loaded, or it is lifted again.
  most:<range> = "capacity owner": one stands at a time, and nobody but its owner lifts it.

  ARGV[4] type, [5] key of its own range (0: it has none), [6] its size, [7] the new one, [8] owner
  Returns {"capped", generation}, {"not_free", how many are}, {"standing"} while another's cap does, or as there is no
  capacity to lower, {"again"} or a refusal of sale.lua. Repeatable: the owner's own stands already. Whoever asks may
  die: a cap that stays without its catalogue is found by the auditor.
]]
local type, key, size, most = ARGV[4], tonumber(ARGV[5]), tonumber(ARGV[6]), tonumber(ARGV[7])
local range = key > 0 and range_of(key) or ""
local refusal = open({ "most:" .. range, "freed:" .. range, "held:" .. type, "sold:" .. type })
if refusal then return refusal end
local mine, standing = ARGV[7] .. " " .. ARGV[8], get("most:" .. range)
if key == 0 or standing and standing ~= mine then return answer({ "standing" }) end

local _, more_lapsed = lapse()
local free = own_left(type, key, size)
if not free then return answer({ "not_loaded" }) end
if not standing and count("held:" .. type) + count("sold:" .. type) > most then
  return answer(more_lapsed and { "again" } or { "not_free", math.max(0, free) })
end
if not standing then set("most:" .. range, mine) end
return answer({ "capped", get("generation") })
