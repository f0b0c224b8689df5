--[[
  The order is paid: its hold ends, its units are sold.   ARGV[4] hold, [5] order
  Returns {"done"} or a refusal of sale.lua. Repeatable: it acts only on a hold that exists.
]]
local refusal = open({ "@" .. ARGV[4]:sub(23) })
if refusal then return refusal end
-- Not `live`: a hold that Redis forgot was being paid may have lapsed, but its units are sold all the same.
local hold = find(ARGV[4])
if hold and (not hold.paying or hold.state == "p" .. ARGV[5]) then finish(hold, true) end
lapse()
return answer({ "done" })
