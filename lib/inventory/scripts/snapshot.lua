--[[
  All counts, from one reading.   ARGV[4..] of each type: type, pool key, pool size, own key (0 for none), own size

  Returns {"snapshot", "more" | "all", generation, changes, now, paused, (held, sold, pool left, own left) of each type},
  "more" while lapsed holds are still counted as held; or a refusal of sale.lua.
]]
local fields = { "paused" }
for i = 4, #ARGV, 5 do
  fields[#fields + 1], fields[#fields + 2] = "held:" .. ARGV[i], "sold:" .. ARGV[i]
  for _, key in ipairs({ ARGV[i + 1], ARGV[i + 3] ~= "0" and ARGV[i + 3] or nil }) do
    local range = range_of(tonumber(key))
    fields[#fields + 1], fields[#fields + 2] = "top:" .. range, "freed:" .. range
  end
end
local refusal = open(fields)
if refusal then return refusal end
local _, more_lapsed = lapse()

local counts = {}
for i = 4, #ARGV, 5 do
  local pool = left(tonumber(ARGV[i + 1]), tonumber(ARGV[i + 2]))
  local own = pool
  if ARGV[i + 3] ~= "0" then own = left(tonumber(ARGV[i + 3]), tonumber(ARGV[i + 4])) end
  if not pool or not own then return answer({ "not_loaded" }) end
  for _, n in ipairs({ count("held:" .. ARGV[i]), count("sold:" .. ARGV[i]), pool, own }) do counts[#counts + 1] = n end
end
save()
local head = { "snapshot", more_lapsed and "more" or "all", get("generation"), count("changes") }
return { head[1], head[2], head[3], head[4], string.format("%d", now), count("paused") > now and "1" or "", unpack(counts) }
