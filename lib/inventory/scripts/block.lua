--[[
  Takes free units of a pool out of sale.   ARGV[4] this blocking, [5] key of the pool (0: nothing is sold from it),
  ARGV[6] its size, [7] how many

  Returns {"blocked", generation, units}, {"not_free", how many are}, {"again"} or a refusal of sale.lua.
  Repeatable: the latest blocking answers the same units. Redis does not note whose they are: without a row in Postgres
  the auditor finds them leaked and frees them.
]]
local key, size, n = tonumber(ARGV[5]), tonumber(ARGV[6]), tonumber(ARGV[7])
local fields = { "blocking" }
if key > 0 then fields[2], fields[3] = "top:" .. range_of(key), "freed:" .. range_of(key) end
local refusal = open(fields)
if refusal then return refusal end

local latest, units = (get("blocking") or ""):match("^(%S+) (%S+)$")
if latest == ARGV[4] then return { "blocked", get("generation"), units } end
if key == 0 then return answer({ "not_free", 0 }) end
local _, more_lapsed = lapse()
local free = left(key, size)
if not free then return answer({ "not_loaded" }) end
if free < n then return answer(more_lapsed and { "again" } or { "not_free", free }) end
units = take(key, n)
set("blocking", ARGV[4] .. " " .. units)
return answer({ "blocked", get("generation"), units })
