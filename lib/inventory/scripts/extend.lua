--[[
  One extension a hold, only while held, never past created + lasts + extension as the event sets them.

  ARGV[4] hold, [5] longest it may last in all ms, [6] extension ms, [7] this call (4 characters)
  Returns {"held", generation, line}, {"hold_gone"}, {"paying", order}, {"limit", "extensions", 1}, or a refusal of sale.lua.
  Repeatable: the same call finds its own extension.
]]
local refusal = open({ "@" .. ARGV[4]:sub(23) })
if refusal then return refusal end
local hold = live(ARGV[4])
if not hold then return answer({ "hold_gone" }) end
if hold.paying then return answer({ "paying", hold.state:sub(2) }) end
if hold.state == "e" .. ARGV[7] then return answer(held(hold)) end

local lasts = math.min(hold.lasts + tonumber(ARGV[6]), tonumber(ARGV[5]))
if hold.state ~= "h" or lasts <= hold.lasts then return answer({ "limit", "extensions", 1 }) end
hold.state, hold.lasts = "e" .. ARGV[7], lasts
put(hold)
score(hold, hold.created + lasts)
return answer(held(hold))
