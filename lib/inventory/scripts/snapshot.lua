--[[
  All counts, from one reading, and the seats.   ARGV[4] "1" with the seats,
  ARGV[5..] of each type: type, pool key, pool size (of a seated one the length of its string), own key (0 for none), own size

  Returns {"snapshot", "more" | "all", generation, changes, now, paused, seats or "", (held, sold, pool left, own left) of
  each type},
  "more" while lapsed holds are still counted as held; or a refusal of sale.lua.
]]
local fields = { "paused" }
for i = 5, #ARGV, 5 do
  fields[#fields + 1], fields[#fields + 2] = "held:" .. ARGV[i], "sold:" .. ARGV[i]
  local letters = letters_of(ARGV[i])
  for letter in (letters or ""):gmatch("[^-]") do fields[#fields + 1] = "free:" .. letter end
  for _, key in ipairs({ letters and "0" or ARGV[i + 1], ARGV[i + 3] }) do
    local range = key ~= "0" and range_of(tonumber(key))
    if range then fields[#fields + 1], fields[#fields + 2] = "top:" .. range, "freed:" .. range end
    if range and key == ARGV[i + 3] then fields[#fields + 1] = "most:" .. range end
  end
end
local refusal = open(fields)
if refusal then return refusal end
local _, more_lapsed = lapse()

local counts = {}
for i = 5, #ARGV, 5 do
  local pool = left(tonumber(ARGV[i + 1]), tonumber(ARGV[i + 2]), letters_of(ARGV[i]))
  local own = pool
  if ARGV[i + 3] ~= "0" then own = own_left(ARGV[i], tonumber(ARGV[i + 3]), tonumber(ARGV[i + 4])) end
  if not pool or not own then return answer({ "not_loaded" }) end
  for _, n in ipairs({ count("held:" .. ARGV[i]), count("sold:" .. ARGV[i]), pool, own }) do counts[#counts + 1] = n end
end
save()
local head = { "snapshot", more_lapsed and "more" or "all", get("generation"), count("changes"), string.format("%d", now) }
head[6], head[7] = count("paused") > now and "1" or "", ARGV[4] == "1" and redis.call("GET", KEYS[3]) or ""
for i = 1, #counts do head[#head + 1] = counts[i] end
return head
