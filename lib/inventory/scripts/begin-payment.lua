--[[
  From here only the order ends the hold; time no longer does.

  ARGV[4] hold, [5] order, [6] payment window ms
  Returns {"held", generation, line}, {"hold_gone"}, {"paying", another order}, or a refusal of sale.lua.
  Repeatable for the same order.
]]
local refusal = open({ "@" .. ARGV[4]:sub(23) })
if refusal then return refusal end
local hold = live(ARGV[4])
if not hold then return answer({ "hold_gone" }) end
if hold.state == "p" .. ARGV[5] then return answer(held(hold)) end
if hold.paying then return answer({ "paying", hold.state:sub(2) }) end

hold.state, hold.pays = "p" .. ARGV[5], now - hold.created + tonumber(ARGV[6])
put(hold)
score(hold, -now)
return answer(held(hold))
