--[[
  Stops or resumes new reserves.   ARGV[4] "1" to stop, "" to resume
  Returns {"done"} or a refusal of sale.lua.
]]
local refusal = open({ "paused" })
if refusal then return refusal end
local paused = ARGV[4] ~= "" and ARGV[4]
if get("paused") ~= paused then set("paused", paused) end
return answer({ "done" })
