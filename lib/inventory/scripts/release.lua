--[[
  The hold ends, its units are free again.

  KEYS[last] released (see releases.lua)
  ARGV[4] hold, [5] the order that ended, or "" when the fan lets go, [6] ms a window of releases lasts
  Returns {"done"}, {"paying", order} or a refusal of sale.lua. Repeatable: a hold that has ended stays so.
]]
local refusal = open({ "released", "@" .. ARGV[4]:sub(23) })
if refusal then return refusal end
local hold = live(ARGV[4])
if hold and hold.paying and hold.state ~= "p" .. ARGV[5] then return answer({ "paying", hold.state:sub(2) }) end
if not hold then return answer({ "done" }) end

finish(hold, false)
gave_back(hold.owner, tonumber(ARGV[6]))
return answer({ "done" })
