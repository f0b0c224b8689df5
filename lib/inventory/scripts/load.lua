--[[
  A newer catalogue for a sale that is loaded.

  ARGV[1] its version, [2] generation of the event, [4] catalogue (JSON),
  ARGV[5..] for each type with numbers of its own: its range, its size
  Returns {"done"}, also when this or a newer one is there; {"not_loaded"}.
]]
preload({ "generation", "version", "closed", "last", "changes" })
local older = count("generation") < tonumber(ARGV[2])
if not get("generation") or older or get("closed") then return { "not_loaded" } end
if count("version") >= tonumber(ARGV[1]) then return { "done" } end

now = math.max(clock(), count("last"))
set("version", ARGV[1])
set("catalogue", ARGV[4])
for i = 5, #ARGV, 2 do
  local most = tonumber((get("most:" .. ARGV[i]) or ""):match("^%d+"))
  if most and tonumber(ARGV[i + 1]) <= most then set("most:" .. ARGV[i], false) end
end
return answer({ "done" })
