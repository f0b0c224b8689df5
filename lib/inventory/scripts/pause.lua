--[[
  Stops new reserves for a while, or resumes them.   ARGV[4] ms it lasts at most, 0 to resume
  Returns {"done"} or a refusal of sale.lua. Whoever stopped them may die: the pause ends by itself.
]]
local refusal = open({ "paused" })
if refusal then return refusal end
local lasts = tonumber(ARGV[4])
if lasts > 0 then
  set("paused", string.format("%d", now + lasts))
elseif get("paused") then
  set("paused", false)
end
return answer({ "done" })
