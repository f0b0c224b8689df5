--[[
  A newer catalogue for a sale that is loaded.

  ARGV[1] its version, [2] generation of the event, [4] catalogue (JSON),
  ARGV[5..] for each type with its own capacity: type, its range, its size
  Returns {"done"}, also when this or a newer one is there; {"not_loaded"}.
]]
preload({ "generation", "version", "closed", "last", "changes" })
local older = count("generation") < tonumber(ARGV[2])
if not get("generation") or older or get("closed") then return { "not_loaded" } end
if count("version") >= tonumber(ARGV[1]) then return { "done" } end

now = math.max(clock(), count("last"))
set("version", ARGV[1])
set("catalogue", ARGV[4])
-- A type that was unlimited until now has units without numbers of their own: they use up the first ones.
for i = 5, #ARGV, 3 do
  local range = ARGV[i + 1]
  local used = count("held:" .. ARGV[i]) + count("sold:" .. ARGV[i]) + count("freed:" .. range)
  if count("top:" .. range) < used then set("top:" .. range, used) end
  if get("most:" .. range) and tonumber(ARGV[i + 2]) <= count("most:" .. range) then set("most:" .. range, false) end
end
return answer({ "done" })
