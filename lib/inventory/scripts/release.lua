--[[
  The hold ends, its units are free again.

  ARGV[4] hold, [5] the order that ended, or "" when the fan lets go
  Returns {"done"}, {"paying", order} or a refusal of sale.lua. Repeatable: a hold that has ended stays so.
]]
local refusal = open({ "@" .. ARGV[4]:sub(23) })
if refusal then return refusal end
local hold = live(ARGV[4])
if hold and hold.paying and hold.state ~= "p" .. ARGV[5] then return answer({ "paying", hold.state:sub(2) }) end
if hold then finish(hold, false) end
return answer({ "done" })
